-- What differs: +column, +default, column.type, composite_type.attributes, default.expression, table.of_type

-- ===== up =====
ALTER TABLE public.emp NOT OF;
ALTER TYPE public.emp_t ALTER ATTRIBUTE id TYPE bigint;
ALTER TYPE public.emp_t ADD ATTRIBUTE extra date;
ALTER TABLE public.emp ALTER COLUMN id TYPE bigint;
ALTER TABLE public.emp ADD COLUMN extra date DEFAULT now();
ALTER TABLE public.emp OF public.emp_t;
ALTER TABLE public.emp ALTER COLUMN name SET DEFAULT 'y'::text;
ALTER TABLE public.plain ALTER COLUMN id TYPE bigint;
ALTER TABLE public.plain ADD COLUMN extra date;
ALTER TABLE public.plain OF public.emp_t;

-- ===== down =====
ALTER TABLE public.emp NOT OF;
ALTER TABLE public.plain NOT OF;
ALTER TYPE public.emp_t DROP ATTRIBUTE extra;
ALTER TYPE public.emp_t ALTER ATTRIBUTE id TYPE integer;

-- WARNING: fails on values of public.emp.id that are no integer; find them: SELECT * FROM public.emp WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.emp ALTER COLUMN id TYPE integer;

ALTER TABLE public.emp ALTER COLUMN name SET DEFAULT 'x'::text;

-- WARNING: fails on values of public.plain.id that are no integer; find them: SELECT * FROM public.plain WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.plain ALTER COLUMN id TYPE integer;

-- WARNING: destroys the values of public.emp.extra.
ALTER TABLE public.emp DROP COLUMN extra;

ALTER TABLE public.emp OF public.emp_t;

-- WARNING: destroys the values of public.plain.extra.
ALTER TABLE public.plain DROP COLUMN extra;
