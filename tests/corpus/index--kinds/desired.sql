-- Methods, operator classes, expressions, INCLUDE, predicates, orders, parameters.
CREATE TABLE a (id integer PRIMARY KEY, t text, j jsonb, n integer, p point);
CREATE UNIQUE INDEX a_changes ON a (n DESC NULLS LAST) INCLUDE (t);
CREATE INDEX a_options ON a (t) WITH (fillfactor=90);
CREATE INDEX a_lower ON a ((lower(t)), (n * 2));
ALTER INDEX a_lower ALTER COLUMN 1 SET STATISTICS 500;
CREATE INDEX a_gin ON a USING gin (j jsonb_path_ops);
CREATE INDEX a_gist ON a USING gist (p);
CREATE INDEX a_brin ON a USING brin (n) WITH (pages_per_range=16);
CREATE INDEX a_hash ON a USING hash (t) WHERE n > 0;
CREATE INDEX a_pattern ON a (t text_pattern_ops, n) WHERE t IS NOT NULL;
CREATE INDEX a_expression ON a (lower(t) COLLATE "C");
ALTER INDEX a_expression ALTER COLUMN 1 SET STATISTICS 200;
COMMENT ON INDEX a_changes IS 'kept';
COMMENT ON INDEX a_gin IS 'for paths';
