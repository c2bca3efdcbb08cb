-- What differs: +function, -procedure, function.definition, function.language

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.f(a integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$BEGIN RETURN a; END$function$;

CREATE OR REPLACE FUNCTION public.w()
 RETURNS bigint
 LANGUAGE internal
 WINDOW IMMUTABLE
AS $function$window_row_number$function$;

DROP PROCEDURE public.p(IN a integer);

CREATE OR REPLACE FUNCTION public.p(a integer)
 RETURNS void
 LANGUAGE sql
AS $function$$function$;

-- ===== down =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.f(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT a$function$;

DROP FUNCTION public.p(a integer);

CREATE OR REPLACE PROCEDURE public.p(IN a integer)
 LANGUAGE sql
AS $procedure$$procedure$;

DROP FUNCTION public.w();
