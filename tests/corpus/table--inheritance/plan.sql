-- What differs: +column, +constraint, column.inherited, column.not_null_local, default.expression, table.parents

-- ===== up =====
ALTER TABLE public.leaver NO INHERIT public.parent;
ALTER TABLE public.child ALTER COLUMN x SET DEFAULT 'c'::text;
ALTER TABLE public.joiner ADD CONSTRAINT positive CHECK ((id > 0));
ALTER TABLE public.parent ADD COLUMN w integer;
ALTER TABLE public.joiner INHERIT public.parent;
ALTER TABLE public.parent ADD CONSTRAINT positive CHECK ((id > 0));

-- ===== down =====
ALTER TABLE public.joiner NO INHERIT public.parent;
ALTER TABLE public.child ALTER COLUMN x SET DEFAULT 'p'::text;
ALTER TABLE public.joiner DROP CONSTRAINT positive;
ALTER TABLE public.parent DROP CONSTRAINT positive;

-- WARNING: destroys the values of public.parent.w.
ALTER TABLE public.parent DROP COLUMN w;

ALTER TABLE public.leaver INHERIT public.parent;
