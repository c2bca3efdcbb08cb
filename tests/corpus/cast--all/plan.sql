-- What differs: +cast, +function, -cast, cast.context, cast.function, cast.method

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.to_e(text)
 RETURNS public.e
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT NULL::e$function$;

CREATE CAST (public.b AS public.a) WITH INOUT AS IMPLICIT;
DROP CAST (public.a AS public.b);
CREATE CAST (public.a AS public.b) WITH FUNCTION public.a_to_b2(public.a) AS ASSIGNMENT;
COMMENT ON CAST (public.a AS public.b) IS 'said';
DROP CAST (public.b AS text);
DROP CAST (text AS public.e);
CREATE CAST (text AS public.e) WITH FUNCTION public.to_e(text);

-- ===== down =====
CREATE CAST (public.b AS text) WITH INOUT;
DROP CAST (public.a AS public.b);
CREATE CAST (public.a AS public.b) WITH FUNCTION public.a_to_b(public.a);
COMMENT ON CAST (public.a AS public.b) IS 'said';
DROP CAST (public.b AS public.a);
DROP CAST (text AS public.e);
CREATE CAST (text AS public.e) WITH INOUT;
DROP FUNCTION public.to_e(text);
