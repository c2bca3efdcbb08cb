-- Definition, options, indexes and clustering.
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE MATERIALIZED VIEW changes AS SELECT id FROM t WHERE a <> '';
CREATE UNIQUE INDEX changes_id ON changes (id);
COMMENT ON MATERIALIZED VIEW changes IS 'changes';
CREATE MATERIALIZED VIEW options WITH (autovacuum_enabled=false) AS SELECT id, a FROM t;
CREATE INDEX options_id ON options (id);
CREATE INDEX options_a ON options (a);
ALTER MATERIALIZED VIEW options CLUSTER ON options_a;
GRANT SELECT ON options TO reader;
GRANT SELECT (a) ON options TO writer;
COMMENT ON COLUMN options.id IS 'id';
ALTER MATERIALIZED VIEW options OWNER TO writer;
CREATE MATERIALIZED VIEW made AS SELECT id, a FROM options WITH NO DATA;
