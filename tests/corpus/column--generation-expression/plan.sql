-- What differs: column.generation_expression

-- ===== up =====
ALTER TABLE public.a ALTER COLUMN y SET EXPRESSION AS (x * 3);

-- ===== down =====
ALTER TABLE public.a ALTER COLUMN y SET EXPRESSION AS (x * 2);
