-- What differs: column.type

-- ===== up =====
ALTER TABLE public.authors ALTER COLUMN id TYPE bigint;
ALTER TABLE public.books ALTER COLUMN author_id TYPE bigint;

-- ===== down =====
ALTER TABLE public.authors ALTER COLUMN id TYPE integer;
ALTER TABLE public.books ALTER COLUMN author_id TYPE integer;
