-- What differs: column.type

-- ===== up =====
ALTER TABLE public.measures ALTER COLUMN id TYPE bigint;
ALTER TABLE public.measures ALTER COLUMN code TYPE character varying(40);
ALTER TABLE public.measures ALTER COLUMN value TYPE numeric(12,2);
ALTER TABLE public.measures ALTER COLUMN at TYPE timestamp(3) without time zone;

-- ===== down =====
ALTER TABLE public.measures ALTER COLUMN id TYPE integer;
ALTER TABLE public.measures ALTER COLUMN code TYPE character varying(10);
ALTER TABLE public.measures ALTER COLUMN value TYPE numeric(10,2);
ALTER TABLE public.measures ALTER COLUMN at TYPE timestamp without time zone;
