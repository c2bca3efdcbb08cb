-- What differs: column.identity_options, column.type

-- ===== up =====
ALTER TABLE public.a ALTER COLUMN id TYPE bigint;

-- ===== down =====
ALTER TABLE public.a ALTER COLUMN id TYPE integer;
