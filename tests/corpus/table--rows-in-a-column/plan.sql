-- What differs: +column, +table, -column, column.type

-- ===== up =====
-- WARNING: destroys the values of public.past.was.
ALTER TABLE public.past DROP COLUMN was;

-- WARNING: fails on values of public.w.n that are no integer; find them: SELECT * FROM public.w WHERE n NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.w ALTER COLUMN n TYPE integer;

CREATE TABLE public.fresh (
    was public.w
);

-- ===== down =====
-- WARNING: this cannot bring back the values of public.past.was.

-- WARNING: destroys all rows of public.fresh.
DROP TABLE public.fresh;

ALTER TABLE public.w ALTER COLUMN n TYPE bigint;
ALTER TABLE public.past ADD COLUMN was public.w;
