-- What differs: column.collation

-- ===== up =====
ALTER TABLE public.words ALTER COLUMN word TYPE text COLLATE pg_catalog."C";
ALTER TABLE public.words ALTER COLUMN other TYPE text;

-- ===== down =====
ALTER TABLE public.words ALTER COLUMN word TYPE text;
ALTER TABLE public.words ALTER COLUMN other TYPE text COLLATE pg_catalog."C";
