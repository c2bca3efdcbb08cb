-- What differs: column.type, default.expression

-- ===== up =====
ALTER TABLE public.tickets ALTER COLUMN status DROP DEFAULT;
ALTER TABLE public.tickets ALTER COLUMN status TYPE public.status USING status::public.status;
ALTER TABLE public.tickets ALTER COLUMN status SET DEFAULT 'open'::public.status;

-- ===== down =====
ALTER TABLE public.tickets ALTER COLUMN status DROP DEFAULT;
ALTER TABLE public.tickets ALTER COLUMN status TYPE text;
ALTER TABLE public.tickets ALTER COLUMN status SET DEFAULT 'open'::text;
