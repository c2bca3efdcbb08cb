-- What differs: column.type

-- ===== up =====
ALTER TABLE public.c NO INHERIT public.q;
ALTER TABLE public.p ALTER COLUMN x TYPE bigint;
ALTER TABLE public.q ALTER COLUMN x TYPE bigint;
ALTER TABLE public.c INHERIT public.q;

-- ===== down =====
ALTER TABLE public.c NO INHERIT public.q;

-- WARNING: fails on values of public.p.x that are no integer; find them: SELECT * FROM public.p WHERE x NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.p ALTER COLUMN x TYPE integer;

-- WARNING: fails on values of public.q.x that are no integer; find them: SELECT * FROM public.q WHERE x NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.q ALTER COLUMN x TYPE integer;

ALTER TABLE public.c INHERIT public.q;
