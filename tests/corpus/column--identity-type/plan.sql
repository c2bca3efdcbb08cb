-- What differs: column.identity_options, column.type

-- ===== up =====
ALTER TABLE public.a ALTER COLUMN id TYPE bigint;

-- ===== down =====
-- WARNING: fails on values of public.a.id that are no integer; find them: SELECT * FROM public.a WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.a ALTER COLUMN id TYPE integer;
