-- What differs: +column, +table, -column, column.type

-- ===== up =====
-- WARNING: destroys the values of public.past.was.
ALTER TABLE public.past DROP COLUMN was;

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
