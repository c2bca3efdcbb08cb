-- What differs: +index, -index, index.definition, index.options, index.statistics, index.unique

-- ===== up =====
CREATE INDEX a_brin ON public.a USING brin (n) WITH (pages_per_range='16');
CREATE INDEX a_expression ON public.a USING btree (lower(t) COLLATE "C");
ALTER INDEX public.a_expression ALTER COLUMN 1 SET STATISTICS 200;
CREATE INDEX a_gin ON public.a USING gin (j jsonb_path_ops);
COMMENT ON INDEX public.a_gin IS 'for paths';
CREATE INDEX a_gist ON public.a USING gist (p);
CREATE INDEX a_hash ON public.a USING hash (t) WHERE (n > 0);
ALTER INDEX public.a_lower ALTER COLUMN 2 SET STATISTICS -1;
ALTER INDEX public.a_lower ALTER COLUMN 1 SET STATISTICS 500;
ALTER INDEX public.a_options SET (fillfactor=90);
CREATE INDEX a_pattern ON public.a USING btree (t text_pattern_ops, n) WHERE (t IS NOT NULL);
DROP INDEX public.a_changes;
CREATE UNIQUE INDEX a_changes ON public.a USING btree (n DESC NULLS LAST) INCLUDE (t);
COMMENT ON INDEX public.a_changes IS 'kept';
DROP INDEX public.a_gone;

-- ===== down =====
CREATE INDEX a_gone ON public.a USING btree (n);
ALTER INDEX public.a_lower ALTER COLUMN 1 SET STATISTICS -1;
ALTER INDEX public.a_lower ALTER COLUMN 2 SET STATISTICS 50;
ALTER INDEX public.a_options SET (fillfactor=70);
DROP INDEX public.a_brin;
DROP INDEX public.a_changes;
CREATE INDEX a_changes ON public.a USING btree (n);
COMMENT ON INDEX public.a_changes IS 'kept';
DROP INDEX public.a_expression;
DROP INDEX public.a_gin;
DROP INDEX public.a_gist;
DROP INDEX public.a_hash;
DROP INDEX public.a_pattern;
