-- What differs: column.type, default.expression

-- ===== up =====
ALTER TABLE public.notes ALTER COLUMN body DROP DEFAULT;
ALTER TABLE public.notes ALTER COLUMN body TYPE text;
ALTER TABLE public.notes ALTER COLUMN body SET DEFAULT ''::text;

-- ===== down =====
ALTER TABLE public.notes ALTER COLUMN body DROP DEFAULT;

-- WARNING: fails on values of public.notes.body that are no character varying(200); find them: SELECT * FROM public.notes WHERE length(body::text) > 200
ALTER TABLE public.notes ALTER COLUMN body TYPE character varying(200);

ALTER TABLE public.notes ALTER COLUMN body SET DEFAULT ''::character varying;
