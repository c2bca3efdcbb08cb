-- What differs: +column, -column, column.generated, column.generation_expression

-- ===== up =====
ALTER TABLE public.a ALTER COLUMN p SET EXPRESSION AS (x + 10);
ALTER TABLE public.a ADD COLUMN s integer GENERATED ALWAYS AS (x + 4) VIRTUAL;
ALTER TABLE public.a DROP COLUMN q;
ALTER TABLE public.a ADD COLUMN q integer GENERATED ALWAYS AS (x + 2) VIRTUAL;
ALTER TABLE public.a DROP COLUMN r;

-- ===== down =====
ALTER TABLE public.a ALTER COLUMN p SET EXPRESSION AS (x + 1);
ALTER TABLE public.a ADD COLUMN r integer GENERATED ALWAYS AS (x + 3) VIRTUAL;
ALTER TABLE public.a DROP COLUMN q;
ALTER TABLE public.a ADD COLUMN q integer GENERATED ALWAYS AS (x + 2) STORED;
ALTER TABLE public.a DROP COLUMN s;
