-- A new result or new names of arguments: dropped and made again, with what uses it.
CREATE TABLE t (id integer PRIMARY KEY, n integer);
CREATE FUNCTION result(a integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$SELECT a$$;
COMMENT ON FUNCTION result IS 'said';
GRANT EXECUTE ON FUNCTION result TO reader;
CREATE FUNCTION names(b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT b$$;
CREATE FUNCTION fewer(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a$$;
CREATE FUNCTION rows() RETURNS TABLE (a integer, c text) LANGUAGE sql AS $$SELECT 1, 'a'$$;
CREATE VIEW uses AS SELECT id, names(n) AS n FROM t;
GRANT SELECT ON uses TO reader;
CREATE INDEX t_names ON t (names(n));
ALTER TABLE t ADD CONSTRAINT named CHECK (names(n) > 0);
ALTER TABLE t ADD COLUMN g integer DEFAULT names(1);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (names(id) > 0);
