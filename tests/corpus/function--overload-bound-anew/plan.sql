-- What differs: +function, +view, -function

-- ===== up =====
SET check_function_bodies = off;
DROP FUNCTION public.twin(a integer);

CREATE OR REPLACE FUNCTION public.twin(a anyelement)
 RETURNS anyelement
 LANGUAGE sql
AS $function$SELECT a$function$;

CREATE VIEW public.v AS
 SELECT public.twin(1) AS t;

-- ===== down =====
SET check_function_bodies = off;
DROP VIEW public.v;
DROP FUNCTION public.twin(a anyelement);

CREATE OR REPLACE FUNCTION public.twin(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
