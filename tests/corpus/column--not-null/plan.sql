-- What differs: column.not_null

-- ===== up =====
ALTER TABLE public.people ALTER COLUMN name SET NOT NULL;
ALTER TABLE public.people ALTER COLUMN mail DROP NOT NULL;

-- ===== down =====
ALTER TABLE public.people ALTER COLUMN name DROP NOT NULL;
ALTER TABLE public.people ALTER COLUMN mail SET NOT NULL;
