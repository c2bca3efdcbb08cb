CREATE TYPE pair AS (a integer, b text, c text);
CREATE TYPE held AS (p pair, n integer);
CREATE TABLE t (id integer PRIMARY KEY, p pair, ps pair[], h held, d text DEFAULT 'x');
CREATE VIEW v AS SELECT id, (p).b AS b FROM t;
