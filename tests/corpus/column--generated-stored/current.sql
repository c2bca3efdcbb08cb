CREATE TABLE a (id integer PRIMARY KEY, x integer, y integer, z integer GENERATED ALWAYS AS (x * 2) STORED);
CREATE INDEX a_y ON a (y);
COMMENT ON COLUMN a.y IS 'twice x';
GRANT SELECT (y) ON a TO reader;
