-- What differs: +function, -function, function.argument_defaults, function.arguments, function.definition, function.owner, function.parsed_body, function.privileges

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.f(a integer, b text DEFAULT 'x'::text)
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$SELECT 2$function$;

CREATE OR REPLACE FUNCTION public.g(a integer)
 RETURNS integer
 LANGUAGE plpgsql
 COST 50
 SET work_mem TO '2MB'
AS $function$BEGIN RETURN a + 1; /* $$ */ END$function$;

CREATE OR REPLACE FUNCTION public.h()
 RETURNS SETOF public.t
 LANGUAGE sql
 ROWS 500
AS $function$SELECT id FROM t$function$;

CREATE OR REPLACE FUNCTION public.made(VARIADIC a integer[], OUT x integer, OUT y text)
 RETURNS record
 LANGUAGE sql
BEGIN ATOMIC
 SELECT 1 AS x,
     'y'::text AS y;
END;

REVOKE EXECUTE ON FUNCTION public.made(VARIADIC a integer[], OUT x integer, OUT y text) FROM PUBLIC;
COMMENT ON FUNCTION public.made(VARIADIC a integer[], OUT x integer, OUT y text) IS 'made';

CREATE OR REPLACE FUNCTION public.parsed(a integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT a + 1$function$;

ALTER FUNCTION public.same() OWNER TO writer;
REVOKE EXECUTE ON FUNCTION public.same() FROM reader;
DROP FUNCTION public.gone();

-- ===== down =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.g(a integer)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT SECURITY DEFINER LEAKPROOF COST 5
 SET search_path TO 'public'
 SET work_mem TO '1MB'
AS $function$BEGIN RETURN a; END$function$;

CREATE OR REPLACE FUNCTION public.gone()
 RETURNS void
 LANGUAGE sql
AS $function$$function$;

CREATE OR REPLACE FUNCTION public.h()
 RETURNS SETOF public.t
 LANGUAGE sql
 ROWS 10
AS $function$SELECT id FROM t$function$;

CREATE OR REPLACE FUNCTION public.parsed(a integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN (a + 1);

ALTER FUNCTION public.same() OWNER TO CURRENT_USER;
GRANT EXECUTE ON FUNCTION public.same() TO reader;
DROP FUNCTION public.f(a integer, b text);

CREATE OR REPLACE FUNCTION public.f(a integer, b text)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;

COMMENT ON FUNCTION public.f(a integer, b text) IS 'eff';
DROP FUNCTION public.made(VARIADIC a integer[], OUT x integer, OUT y text);
