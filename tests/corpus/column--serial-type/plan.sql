-- What differs: column.type, sequence.maximum, sequence.type

-- ===== up =====
ALTER TABLE public.a ALTER COLUMN id TYPE bigint;
ALTER SEQUENCE public.a_id_seq AS bigint;

-- ===== down =====
ALTER TABLE public.a ALTER COLUMN id TYPE integer;
ALTER SEQUENCE public.a_id_seq AS integer;
