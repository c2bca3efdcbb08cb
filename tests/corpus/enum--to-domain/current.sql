CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE t (id integer, k kind DEFAULT 'a' NOT NULL, all_of kind[]);
CREATE INDEX t_k ON t (k);
CREATE VIEW v AS SELECT k FROM t WHERE k = 'a';
CREATE FUNCTION is_kind(k kind) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN k IS NOT NULL;
COMMENT ON TYPE kind IS 'kinds';
