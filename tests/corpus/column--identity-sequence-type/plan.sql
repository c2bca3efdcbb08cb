-- What differs: +column, +table, column.identity_options, column.not_null_constraint

-- ===== up =====
ALTER TABLE public.a RENAME CONSTRAINT a_id_not_null TO pattern_id_not_null;
ALTER SEQUENCE public.a_id_seq AS bigint;
ALTER TABLE public.a ALTER COLUMN id SET MAXVALUE 2147483647;

CREATE TABLE public.pattern (
    id integer GENERATED ALWAYS AS IDENTITY
);

-- ===== down =====
ALTER TABLE public.a RENAME CONSTRAINT pattern_id_not_null TO a_id_not_null;
ALTER SEQUENCE public.a_id_seq AS integer;

-- WARNING: destroys all rows of public.pattern.
DROP TABLE public.pattern;
