-- A view that is older than a column of the rows that it reads is shown without a name for that, and is the same view.
CREATE TABLE t (a integer, b text);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql STABLE AS 'SELECT * FROM t';
ALTER TABLE t ADD COLUMN c integer;
CREATE VIEW v AS SELECT a, b FROM f();
CREATE VIEW w AS SELECT a FROM f();
