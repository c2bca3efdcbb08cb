-- What differs: column.type, default.expression

-- ===== up =====
ALTER TABLE public.items ALTER COLUMN amount DROP DEFAULT;

-- WARNING: fails on values of public.items.amount that are no integer; find them: SELECT * FROM public.items WHERE NOT pg_input_is_valid(amount::text, 'integer')
ALTER TABLE public.items ALTER COLUMN amount TYPE integer USING amount::integer;

ALTER TABLE public.items ALTER COLUMN amount SET DEFAULT 0;

-- ===== down =====
ALTER TABLE public.items ALTER COLUMN amount DROP DEFAULT;
ALTER TABLE public.items ALTER COLUMN amount TYPE text;
ALTER TABLE public.items ALTER COLUMN amount SET DEFAULT '0'::text;
