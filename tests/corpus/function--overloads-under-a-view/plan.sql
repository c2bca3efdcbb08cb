-- What differs: +function, -function, view.definition

-- ===== up =====
SET check_function_bodies = off;
DROP VIEW public.v;
DROP FUNCTION public.twin(a integer, b integer);
DROP FUNCTION public.twin(VARIADIC a text[]);

CREATE OR REPLACE FUNCTION public.twin(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;

CREATE OR REPLACE FUNCTION public.twin(a text)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;

CREATE VIEW public.v AS
 SELECT public.twin('x'::text) AS t,
    public.twin(2) AS u;

-- ===== down =====
SET check_function_bodies = off;
DROP VIEW public.v;
DROP FUNCTION public.twin(a integer);
DROP FUNCTION public.twin(a text);

CREATE OR REPLACE FUNCTION public.twin(a integer, b integer DEFAULT 1)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;

CREATE OR REPLACE FUNCTION public.twin(VARIADIC a text[])
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;

CREATE VIEW public.v AS
 SELECT public.twin(VARIADIC ARRAY['x'::text]) AS t,
    public.twin(2) AS u;
