-- What differs: column.collation

-- ===== up =====
ALTER TABLE public.words
    ALTER COLUMN word TYPE text COLLATE pg_catalog."C",
    ALTER COLUMN other TYPE text;

-- ===== down =====
ALTER TABLE public.words
    ALTER COLUMN word TYPE text,
    ALTER COLUMN other TYPE text COLLATE pg_catalog."C";
