-- What differs: +column, +default, +table, column.not_null, column.not_null_local

-- ===== up =====
ALTER TABLE public.elder ALTER COLUMN y SET NOT NULL;
ALTER TABLE public.elder ALTER COLUMN z DROP NOT NULL;

CREATE TABLE public.made (
    x text DEFAULT 'n'::text,
    y text NOT NULL
) INHERITS (public.elder);

-- ===== down =====
ALTER TABLE public.elder ALTER COLUMN y DROP NOT NULL;
ALTER TABLE public.elder ALTER COLUMN z SET NOT NULL;
ALTER TABLE public.merged ALTER COLUMN y DROP NOT NULL;

-- WARNING: destroys all rows of public.made.
DROP TABLE public.made;
