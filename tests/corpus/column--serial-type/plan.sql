-- What differs: column.type, sequence.maximum, sequence.type

-- ===== up =====
ALTER TABLE public.a ALTER COLUMN id TYPE bigint;
ALTER SEQUENCE public.a_id_seq AS bigint;

-- ===== down =====
-- WARNING: fails on values of public.a.id that are no integer; find them: SELECT * FROM public.a WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.a ALTER COLUMN id TYPE integer;

ALTER SEQUENCE public.a_id_seq AS integer;
