-- Extended statistics: kinds, expressions, target.
CREATE TABLE t (a integer, b integer, c text);
CREATE STATISTICS changes (ndistinct, mcv) ON a, b FROM t;
CREATE STATISTICS target ON b, c FROM t;
CREATE STATISTICS made ON lower(c), (a + b) FROM t;
ALTER STATISTICS made SET STATISTICS 500;
COMMENT ON STATISTICS changes IS 'said';
ALTER STATISTICS changes OWNER TO writer;
