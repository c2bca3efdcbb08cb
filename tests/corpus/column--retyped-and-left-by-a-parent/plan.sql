-- What differs: column.type, table.parents

-- ===== up =====
ALTER TABLE public.c NO INHERIT public.q;
ALTER TABLE public.p ALTER COLUMN x TYPE bigint;

-- ===== down =====
-- WARNING: fails on values of public.p.x that are no integer; find them: SELECT * FROM public.p WHERE x NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.p ALTER COLUMN x TYPE integer;

ALTER TABLE public.c INHERIT public.q;
