-- What differs: column.generated, column.generation_expression

-- ===== up =====
ALTER TABLE public.a ALTER COLUMN z DROP EXPRESSION;

-- WARNING: destroys the values of public.a.y.
ALTER TABLE public.a DROP COLUMN y;

ALTER TABLE public.a ADD COLUMN y integer GENERATED ALWAYS AS (x * 2) STORED;
GRANT SELECT (y) ON TABLE public.a TO reader;
COMMENT ON COLUMN public.a.y IS 'twice x';
CREATE INDEX a_y ON public.a USING btree (y);

-- ===== down =====
-- WARNING: this cannot bring back the values of public.a.y.

ALTER TABLE public.a ALTER COLUMN y DROP EXPRESSION;

-- WARNING: destroys the values of public.a.z.
ALTER TABLE public.a DROP COLUMN z;

ALTER TABLE public.a ADD COLUMN z integer GENERATED ALWAYS AS (x * 2) STORED;
