-- What differs: column.type, default.expression

-- ===== up =====
ALTER TABLE public.notes ALTER COLUMN body DROP DEFAULT;
ALTER TABLE public.notes ALTER COLUMN body TYPE text;
ALTER TABLE public.notes ALTER COLUMN body SET DEFAULT ''::text;

-- ===== down =====
ALTER TABLE public.notes ALTER COLUMN body DROP DEFAULT;
ALTER TABLE public.notes ALTER COLUMN body TYPE character varying(200);
ALTER TABLE public.notes ALTER COLUMN body SET DEFAULT ''::character varying;
