-- Into a generated column there is no ALTER; out of one there is.
-- rewrites: public.a
CREATE TABLE a (id integer PRIMARY KEY, x integer, y integer GENERATED ALWAYS AS (x * 2) STORED, z integer);
CREATE INDEX a_y ON a (y);
COMMENT ON COLUMN a.y IS 'twice x';
GRANT SELECT (y) ON a TO reader;
