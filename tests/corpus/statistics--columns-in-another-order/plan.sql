-- What differs: +column, -column, statistics.definition

-- ===== up =====
ALTER TABLE public.s ADD COLUMN e integer;

-- WARNING: destroys the values of public.s.a.
ALTER TABLE public.s DROP COLUMN a;

CREATE STATISTICS public.s1 ON b, c, e FROM public.s;

-- ===== down =====
-- WARNING: this cannot bring back the values of public.s.a.

ALTER TABLE public.s ADD COLUMN a integer;

-- WARNING: destroys the values of public.s.e.
ALTER TABLE public.s DROP COLUMN e;

CREATE STATISTICS public.s1 ON a, b, c FROM public.s;
