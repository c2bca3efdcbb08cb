-- What differs: +procedure, -procedure, procedure.argument_defaults, procedure.argument_names, procedure.arguments, procedure.comment, procedure.definition, procedure.identity_arguments, procedure.language

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE PROCEDURE public.made(IN a integer, INOUT b text)
 LANGUAGE sql
AS $procedure$SELECT 'x'$procedure$;

ALTER PROCEDURE public.made(IN a integer, INOUT b text) OWNER TO writer;
REVOKE EXECUTE ON PROCEDURE public.made(IN a integer, INOUT b text) FROM PUBLIC;

CREATE OR REPLACE PROCEDURE public.p(IN a integer DEFAULT 1)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $procedure$BEGIN NULL; END$procedure$;

COMMENT ON PROCEDURE public.p(IN a integer) IS 'new';
DROP PROCEDURE public.gone();
DROP PROCEDURE public.names(IN a integer);

CREATE OR REPLACE PROCEDURE public.names(IN b integer)
 LANGUAGE sql
AS $procedure$SELECT 1$procedure$;

GRANT EXECUTE ON PROCEDURE public.names(IN b integer) TO reader;

-- ===== down =====
SET check_function_bodies = off;

CREATE OR REPLACE PROCEDURE public.gone()
 LANGUAGE sql
AS $procedure$SELECT 1$procedure$;

DROP PROCEDURE public.made(IN a integer, INOUT b text);
DROP PROCEDURE public.names(IN b integer);

CREATE OR REPLACE PROCEDURE public.names(IN a integer)
 LANGUAGE sql
AS $procedure$SELECT 1$procedure$;

GRANT EXECUTE ON PROCEDURE public.names(IN a integer) TO reader;
DROP PROCEDURE public.p(IN a integer);

CREATE OR REPLACE PROCEDURE public.p(IN a integer)
 LANGUAGE sql
AS $procedure$SELECT 1$procedure$;

COMMENT ON PROCEDURE public.p(IN a integer) IS 'old';
