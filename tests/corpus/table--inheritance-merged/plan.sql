-- What differs: -column, -constraint

-- ===== up =====
ALTER TABLE public.parent DROP CONSTRAINT positive;
ALTER TABLE public.child DROP CONSTRAINT positive;
ALTER TABLE public.a_grandchild DROP CONSTRAINT positive;

-- WARNING: destroys the values of public.parent.x.
ALTER TABLE public.parent DROP COLUMN x;

-- WARNING: destroys the values of public.child.x.
ALTER TABLE public.child DROP COLUMN x;

-- WARNING: destroys the values of public.a_grandchild.x.
ALTER TABLE public.a_grandchild DROP COLUMN x;

-- ===== down =====
-- WARNING: this cannot bring back
--   the values of public.parent.x
--   the values of public.child.x
--   the values of public.a_grandchild.x

ALTER TABLE public.a_grandchild ADD COLUMN x text;
ALTER TABLE public.a_grandchild ADD CONSTRAINT positive CHECK ((id > 0));
ALTER TABLE public.child ADD COLUMN x text;
ALTER TABLE public.child ADD CONSTRAINT positive CHECK ((id > 0));
ALTER TABLE public.parent ADD COLUMN x text;
ALTER TABLE public.parent ADD CONSTRAINT positive CHECK ((id > 0));
