CREATE TABLE t (a integer, b integer, c text);
CREATE STATISTICS changes (dependencies) ON a, b FROM t;
CREATE STATISTICS gone ON a, c FROM t;
CREATE STATISTICS target ON b, c FROM t;
ALTER STATISTICS target SET STATISTICS 100;
COMMENT ON STATISTICS changes IS 'said';
