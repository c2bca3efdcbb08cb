-- What differs: +column, +default, +function

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.next_n()
 RETURNS bigint
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT (count(*) + 1)
    FROM public.a;
END;

ALTER TABLE public.a ADD COLUMN n bigint DEFAULT public.next_n();

-- ===== down =====
-- WARNING: destroys the values of public.a.n.
ALTER TABLE public.a DROP COLUMN n;

DROP FUNCTION public.next_n();
