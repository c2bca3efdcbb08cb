-- What differs: column.type

-- ===== up =====
-- WARNING: rounds values of public.measures.at that timestamp(3) without time zone cannot hold; find them: SELECT * FROM public.measures WHERE at::timestamp(3) without time zone::timestamp without time zone IS DISTINCT FROM at
ALTER TABLE public.measures
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN code TYPE character varying(40),
    ALTER COLUMN value TYPE numeric(12,2),
    ALTER COLUMN at TYPE timestamp(3) without time zone;

-- ===== down =====
-- WARNING: fails on values of public.measures.id that are no integer; find them: SELECT * FROM public.measures WHERE id NOT BETWEEN -2147483648 AND 2147483647
-- WARNING: fails on values of public.measures.code that are no character varying(10); find them: SELECT * FROM public.measures WHERE length(code::text) > 10
-- WARNING: fails on values of public.measures.value that are no numeric(10,2); find them: SELECT * FROM public.measures WHERE NOT pg_input_is_valid(value::text, 'numeric(10,2)')
ALTER TABLE public.measures
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN code TYPE character varying(10),
    ALTER COLUMN value TYPE numeric(10,2),
    ALTER COLUMN at TYPE timestamp without time zone;
