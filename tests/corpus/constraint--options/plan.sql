-- What differs: constraint.index_comment, constraint.options

-- ===== up =====
ALTER INDEX public.a_key RESET (fillfactor);
COMMENT ON INDEX public.a_key IS 'its index';
ALTER INDEX public.a_x SET (fillfactor=60);
COMMENT ON INDEX public.a_x IS NULL;

-- ===== down =====
ALTER INDEX public.a_key SET (fillfactor=80);
COMMENT ON INDEX public.a_key IS NULL;
ALTER INDEX public.a_x RESET (fillfactor);
COMMENT ON INDEX public.a_x IS 'its index';
