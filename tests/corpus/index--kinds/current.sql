CREATE TABLE a (id integer PRIMARY KEY, t text, j jsonb, n integer, p point);
CREATE INDEX a_gone ON a (n);
CREATE INDEX a_changes ON a (n);
CREATE INDEX a_options ON a (t) WITH (fillfactor=70);
CREATE INDEX a_lower ON a ((lower(t)), (n * 2));
ALTER INDEX a_lower ALTER COLUMN 2 SET STATISTICS 50;
COMMENT ON INDEX a_changes IS 'kept';
