-- What differs: column.generated, column.generation_expression, column.type

-- ===== up =====
ALTER TABLE public.t ALTER COLUMN b DROP EXPRESSION;

ALTER TABLE public.t
    ALTER COLUMN b TYPE bigint,
    ALTER COLUMN a TYPE bigint;

-- ===== down =====
-- WARNING: fails on values of public.t.a that are no integer; find them: SELECT * FROM public.t WHERE a NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.t ALTER COLUMN a TYPE integer;

-- WARNING: destroys the values of public.t.b.
ALTER TABLE public.t DROP COLUMN b;

ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS (a + 1) STORED;
