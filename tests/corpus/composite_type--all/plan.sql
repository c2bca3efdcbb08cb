-- What differs: +composite_type, -composite_type, composite_type.attributes, composite_type.owner

-- ===== up =====
SET check_function_bodies = off;
ALTER TYPE public.address ALTER ATTRIBUTE zip TYPE character varying(10);
ALTER TYPE public.address ALTER ATTRIBUTE town TYPE text COLLATE pg_catalog."C";
ALTER TYPE public.address ADD ATTRIBUTE country text;
COMMENT ON COLUMN public.address.zip IS NULL;
COMMENT ON COLUMN public.address.country IS 'two letters';
ALTER TYPE public.address OWNER TO writer;

CREATE TYPE public.made AS (
    x integer,
    y numeric(5,2)[]
);

COMMENT ON TYPE public.made IS 'made';
DROP FUNCTION public.of_turned(t public.turned);
DROP TYPE public.gone;
DROP TYPE public.turned;

CREATE TYPE public.turned AS (
    b text,
    a integer
);

COMMENT ON TYPE public.turned IS 'turned';

CREATE OR REPLACE FUNCTION public.of_turned(t public.turned)
 RETURNS text
 LANGUAGE sql
AS $function$SELECT t.b$function$;

-- ===== down =====
SET check_function_bodies = off;
ALTER TYPE public.address DROP ATTRIBUTE country;
ALTER TYPE public.address ALTER ATTRIBUTE zip TYPE character varying(5);
ALTER TYPE public.address ALTER ATTRIBUTE town TYPE text;
COMMENT ON COLUMN public.address.zip IS 'digits';
ALTER TYPE public.address OWNER TO CURRENT_USER;

CREATE TYPE public.gone AS (
    x integer
);

DROP FUNCTION public.of_turned(t public.turned);
DROP TYPE public.made;
DROP TYPE public.turned;

CREATE TYPE public.turned AS (
    a integer,
    b text
);

COMMENT ON TYPE public.turned IS 'turned';

CREATE OR REPLACE FUNCTION public.of_turned(t public.turned)
 RETURNS text
 LANGUAGE sql
AS $function$SELECT t.b$function$;
