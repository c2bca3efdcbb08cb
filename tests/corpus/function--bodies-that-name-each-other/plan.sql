-- What differs: +column, +default, +function, +table, +view

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.a()
 RETURNS bigint
 LANGUAGE sql
AS $function$SELECT z()$function$;

CREATE OR REPLACE FUNCTION public.z()
 RETURNS bigint
 LANGUAGE sql
AS $function$SELECT count(*) FROM zz$function$;

CREATE TABLE public.zz (
    id integer DEFAULT 1
);

CREATE OR REPLACE FUNCTION public.needs()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT (public.z() + ( SELECT count(*) AS count
            FROM public.zz));
END;

CREATE VIEW public.v AS
 SELECT public.needs() AS n;

CREATE OR REPLACE FUNCTION public.of_v()
 RETURNS SETOF public.v
 LANGUAGE sql
BEGIN ATOMIC
 SELECT v.n
    FROM public.v;
END;

-- ===== down =====
DROP FUNCTION public.a();
DROP FUNCTION public.of_v();
DROP VIEW public.v;
DROP FUNCTION public.needs();

-- WARNING: destroys all rows of public.zz.
DROP TABLE public.zz;

DROP FUNCTION public.z();
