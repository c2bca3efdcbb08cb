-- What differs: column.type, default.expression

-- ===== up =====
ALTER TABLE public.tickets ALTER COLUMN status DROP DEFAULT;

-- WARNING: fails on values of public.tickets.status that are no public.status; find them: SELECT * FROM public.tickets WHERE status::text NOT IN ('open', 'closed')
ALTER TABLE public.tickets ALTER COLUMN status TYPE public.status USING status::public.status;

ALTER TABLE public.tickets ALTER COLUMN status SET DEFAULT 'open'::public.status;

-- ===== down =====
ALTER TABLE public.tickets ALTER COLUMN status DROP DEFAULT;
ALTER TABLE public.tickets ALTER COLUMN status TYPE text;
ALTER TABLE public.tickets ALTER COLUMN status SET DEFAULT 'open'::text;
