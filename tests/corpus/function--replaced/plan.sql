-- What differs: function.argument_defaults, function.argument_modes, function.argument_names, function.arguments, function.definition, function.identity_arguments, function.result

-- ===== up =====
SET check_function_bodies = off;
DROP POLICY p ON public.t;
DROP VIEW public.uses;
DROP INDEX public.t_names;
ALTER TABLE public.t DROP CONSTRAINT named;
ALTER TABLE public.t ALTER COLUMN g DROP DEFAULT;
DROP FUNCTION public.fewer(a integer, b integer);

CREATE OR REPLACE FUNCTION public.fewer(a integer, b integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT a$function$;

DROP FUNCTION public.names(a integer);

CREATE OR REPLACE FUNCTION public.names(b integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT b$function$;

ALTER TABLE public.t ALTER COLUMN g SET DEFAULT public.names(1);
ALTER TABLE public.t ADD CONSTRAINT named CHECK ((public.names(n) > 0));
CREATE INDEX t_names ON public.t USING btree (public.names(n));

CREATE VIEW public.uses AS
 SELECT id,
    public.names(n) AS n
   FROM public.t;

GRANT SELECT ON TABLE public.uses TO reader;
CREATE POLICY p ON public.t FOR ALL TO PUBLIC USING ((public.names(id) > 0));
DROP FUNCTION public.result(a integer);

CREATE OR REPLACE FUNCTION public.result(a integer)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT a$function$;

GRANT EXECUTE ON FUNCTION public.result(a integer) TO reader;
COMMENT ON FUNCTION public.result(a integer) IS 'said';
DROP FUNCTION public.rows(OUT a integer, OUT b text);

CREATE OR REPLACE FUNCTION public.rows()
 RETURNS TABLE(a integer, c text)
 LANGUAGE sql
AS $function$SELECT 1, 'a'$function$;

-- ===== down =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.fewer(a integer, b integer DEFAULT 2)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT a$function$;

DROP POLICY p ON public.t;
DROP VIEW public.uses;
DROP INDEX public.t_names;
ALTER TABLE public.t DROP CONSTRAINT named;
ALTER TABLE public.t ALTER COLUMN g DROP DEFAULT;
DROP FUNCTION public.names(b integer);

CREATE OR REPLACE FUNCTION public.names(a integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT a$function$;

ALTER TABLE public.t ALTER COLUMN g SET DEFAULT public.names(1);
ALTER TABLE public.t ADD CONSTRAINT named CHECK ((public.names(n) > 0));
CREATE INDEX t_names ON public.t USING btree (public.names(n));

CREATE VIEW public.uses AS
 SELECT id,
    public.names(n) AS n
   FROM public.t;

GRANT SELECT ON TABLE public.uses TO reader;
CREATE POLICY p ON public.t FOR ALL TO PUBLIC USING ((public.names(id) > 0));
DROP FUNCTION public.result(a integer);

CREATE OR REPLACE FUNCTION public.result(a integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT a$function$;

GRANT EXECUTE ON FUNCTION public.result(a integer) TO reader;
COMMENT ON FUNCTION public.result(a integer) IS 'said';
DROP FUNCTION public.rows();

CREATE OR REPLACE FUNCTION public.rows(OUT a integer, OUT b text)
 RETURNS record
 LANGUAGE sql
AS $function$SELECT 1, 'a'$function$;
