-- What differs: access_method.handler, cast.method, function.definition, procedure.definition

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.definition()
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 2$function$;

CREATE OR REPLACE PROCEDURE public.definition_too()
 LANGUAGE sql
AS $procedure$SELECT 2$procedure$;

DROP CAST (json AS bytea);
CREATE CAST (json AS bytea) WITHOUT FUNCTION;
DROP ACCESS METHOD method;
CREATE ACCESS METHOD method TYPE TABLE HANDLER pg_catalog.heap_tableam_handler;

-- ===== down =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.definition()
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;

CREATE OR REPLACE PROCEDURE public.definition_too()
 LANGUAGE sql
AS $procedure$SELECT 1$procedure$;

DROP CAST (json AS bytea);
CREATE CAST (json AS bytea) WITH INOUT;
DROP ACCESS METHOD method;
CREATE ACCESS METHOD method TYPE TABLE HANDLER public.heap;
