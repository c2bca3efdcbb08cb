-- What differs: composite_type.attributes, function.definition, function.result, view.columns

-- ===== up =====
SET check_function_bodies = off;
DROP VIEW public.v;
DROP FUNCTION public.g(o public.outr);
ALTER TYPE public.inn ALTER ATTRIBUTE a TYPE bigint;
ALTER TYPE public.inn ALTER ATTRIBUTE b TYPE character varying(30);
ALTER TYPE public.inn ADD ATTRIBUTE c integer;
ALTER DOMAIN public.od DROP CONSTRAINT od_check;
ALTER TYPE public.outr DROP ATTRIBUTE z;
ALTER TYPE public.outr ALTER ATTRIBUTE n TYPE bigint;
ALTER TYPE public.outr ADD ATTRIBUTE q public.inn;
ALTER DOMAIN public.od ADD CONSTRAINT od_check CHECK (((VALUE).n > 0));

CREATE OR REPLACE FUNCTION public.g(o public.outr)
 RETURNS bigint
 LANGUAGE sql
RETURN (o).i.a;

CREATE VIEW public.v AS
 SELECT i,
    (i).a AS ia,
    n
   FROM public.f((NULL::public.outr)::public.od, NULL::public.inn[]) f(i, n, q);

-- ===== down =====
SET check_function_bodies = off;
DROP VIEW public.v;
DROP FUNCTION public.g(o public.outr);
ALTER TYPE public.inn DROP ATTRIBUTE c;
ALTER TYPE public.inn ALTER ATTRIBUTE a TYPE integer;
ALTER TYPE public.inn ALTER ATTRIBUTE b TYPE text;
ALTER DOMAIN public.od DROP CONSTRAINT od_check;
ALTER TYPE public.outr DROP ATTRIBUTE q;
ALTER TYPE public.outr ALTER ATTRIBUTE n TYPE integer;
ALTER TYPE public.outr ADD ATTRIBUTE z text;
ALTER DOMAIN public.od ADD CONSTRAINT od_check CHECK (((VALUE).n > 0));

CREATE OR REPLACE FUNCTION public.g(o public.outr)
 RETURNS integer
 LANGUAGE sql
RETURN (o).i.a;

CREATE VIEW public.v AS
 SELECT i,
    (i).a AS ia,
    n
   FROM public.f((NULL::public.outr)::public.od, NULL::public.inn[]) f(i, n, z);
