-- What differs: +materialized_view, -extension, constraint.index_extensions, function.definition, function.extensions, index.extensions, materialized_view.extensions, procedure.extensions, trigger.extensions

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.changes(h public.hstore)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$select 2$function$;

ALTER FUNCTION public.changes(h public.hstore) DEPENDS ON EXTENSION hstore;
ALTER FUNCTION public.f(h public.hstore) DEPENDS ON EXTENSION hstore;
ALTER FUNCTION public.lets_go() NO DEPENDS ON EXTENSION citext;
ALTER PROCEDURE public.p() DEPENDS ON EXTENSION hstore;
ALTER INDEX public.t_pkey DEPENDS ON EXTENSION hstore;
ALTER INDEX public.t_h DEPENDS ON EXTENSION hstore;
ALTER MATERIALIZED VIEW public.m DEPENDS ON EXTENSION hstore;

CREATE MATERIALIZED VIEW public.made AS
 SELECT id
   FROM public.t;

ALTER MATERIALIZED VIEW public.made DEPENDS ON EXTENSION hstore;
ALTER TRIGGER touch ON public.t DEPENDS ON EXTENSION hstore;
DROP EXTENSION citext;

-- ===== down =====
SET check_function_bodies = off;
CREATE EXTENSION citext WITH SCHEMA public;

CREATE OR REPLACE FUNCTION public.changes(h public.hstore)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$select 1$function$;

ALTER FUNCTION public.changes(h public.hstore) DEPENDS ON EXTENSION hstore;
ALTER FUNCTION public.f(h public.hstore) NO DEPENDS ON EXTENSION hstore;
ALTER FUNCTION public.lets_go() DEPENDS ON EXTENSION citext;
ALTER PROCEDURE public.p() NO DEPENDS ON EXTENSION hstore;
ALTER INDEX public.t_pkey NO DEPENDS ON EXTENSION hstore;
ALTER INDEX public.t_h NO DEPENDS ON EXTENSION hstore;
ALTER MATERIALIZED VIEW public.m NO DEPENDS ON EXTENSION hstore;
ALTER TRIGGER touch ON public.t NO DEPENDS ON EXTENSION hstore;
DROP MATERIALIZED VIEW public.made;
