-- What differs: +statistics, -statistics, statistics.definition, statistics.owner, statistics.target

-- ===== up =====
CREATE STATISTICS public.made ON lower(c), (a + b) FROM public.t;
ALTER STATISTICS public.made SET STATISTICS 500;
ALTER STATISTICS public.target SET STATISTICS -1;
DROP STATISTICS public.changes;
CREATE STATISTICS public.changes (ndistinct, mcv) ON a, b FROM public.t;
ALTER STATISTICS public.changes OWNER TO writer;
COMMENT ON STATISTICS public.changes IS 'said';
DROP STATISTICS public.gone;

-- ===== down =====
CREATE STATISTICS public.gone ON a, c FROM public.t;
ALTER STATISTICS public.target SET STATISTICS 100;
DROP STATISTICS public.changes;
CREATE STATISTICS public.changes (dependencies) ON a, b FROM public.t;
COMMENT ON STATISTICS public.changes IS 'said';
DROP STATISTICS public.made;
