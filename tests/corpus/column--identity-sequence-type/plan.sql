-- What differs: +column, +table, column.identity_options, column.not_null_constraint

-- ===== up =====
ALTER TABLE public.a RENAME CONSTRAINT a_id_not_null TO pattern_id_not_null;
ALTER SEQUENCE public.a_id_seq AS bigint MAXVALUE 2147483647;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.a_id_seq', 1, false) FROM public.a_id_seq WHERE last_value NOT BETWEEN 1 AND 2147483647;

CREATE TABLE public.pattern (
    id integer GENERATED ALWAYS AS IDENTITY
);

-- ===== down =====
ALTER TABLE public.a RENAME CONSTRAINT pattern_id_not_null TO a_id_not_null;
ALTER SEQUENCE public.a_id_seq AS integer;

-- WARNING: destroys all rows of public.pattern.
DROP TABLE public.pattern;
