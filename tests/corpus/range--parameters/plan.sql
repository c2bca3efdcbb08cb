-- What differs: range.collation, range.multirange, range.opclass, range.subtype_diff

-- ===== up =====
SET check_function_bodies = off;
DROP FUNCTION public.uses(public.m);
DROP TYPE public.c;
CREATE TYPE public.c AS RANGE (SUBTYPE = text, COLLATION = pg_catalog."C");
DROP TYPE public.d;
CREATE TYPE public.d AS RANGE (SUBTYPE = time without time zone, SUBTYPE_DIFF = public.diff);
DROP TYPE public.m;
CREATE TYPE public.m AS RANGE (SUBTYPE = integer, MULTIRANGE_TYPE_NAME = public.many);

CREATE OR REPLACE FUNCTION public.uses(public.m)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT lower($1)$function$;

DROP TYPE public.o;
CREATE TYPE public.o AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = pg_catalog.text_pattern_ops);

-- ===== down =====
SET check_function_bodies = off;
DROP FUNCTION public.uses(public.m);
DROP TYPE public.c;
CREATE TYPE public.c AS RANGE (SUBTYPE = text);
DROP TYPE public.d;
CREATE TYPE public.d AS RANGE (SUBTYPE = time without time zone);
DROP TYPE public.m;
CREATE TYPE public.m AS RANGE (SUBTYPE = integer);

CREATE OR REPLACE FUNCTION public.uses(public.m)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT lower($1)$function$;

DROP TYPE public.o;
CREATE TYPE public.o AS RANGE (SUBTYPE = text);
