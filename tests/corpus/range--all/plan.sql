-- What differs: +function, +range, -range, range.subtype

-- ===== up =====
SET check_function_bodies = off;
CREATE TYPE public.textrange AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = pg_catalog.text_pattern_ops, COLLATION = pg_catalog."C");

CREATE OR REPLACE FUNCTION public.time_diff(a time without time zone, b time without time zone)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$SELECT EXTRACT(epoch FROM (a - b))$function$;

CREATE TYPE public.timerange AS RANGE (SUBTYPE = time without time zone, SUBTYPE_DIFF = public.time_diff, MULTIRANGE_TYPE_NAME = public.times);
GRANT USAGE ON TYPE public.timerange TO reader;
DROP INDEX public.spans_s;
ALTER TABLE public.spans DROP CONSTRAINT spans_s_excl;
ALTER TABLE public.spans ALTER COLUMN s TYPE text;
ALTER TABLE public.spans ALTER COLUMN m TYPE text;

-- range public.changed is rebuilt; its columns hold text meanwhile.
ALTER TABLE public.spans ALTER COLUMN a TYPE text[];

DROP TYPE public.changed;
CREATE TYPE public.changed AS RANGE (SUBTYPE = bigint);
COMMENT ON TYPE public.changed IS 'span';
ALTER TABLE public.spans ALTER COLUMN s TYPE public.changed USING s::public.changed;
ALTER TABLE public.spans ALTER COLUMN m TYPE public.changed_multirange USING m::public.changed_multirange;
ALTER TABLE public.spans ALTER COLUMN a TYPE public.changed[] USING a::public.changed[];
ALTER TABLE public.spans ADD CONSTRAINT spans_s_excl EXCLUDE USING gist (s WITH &&);
CREATE INDEX spans_s ON public.spans USING gist (s);
DROP TYPE public.gone;

-- ===== down =====
CREATE TYPE public.gone AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = pg_catalog.float8mi);
DROP INDEX public.spans_s;
ALTER TABLE public.spans DROP CONSTRAINT spans_s_excl;
ALTER TABLE public.spans ALTER COLUMN s TYPE text;
ALTER TABLE public.spans ALTER COLUMN m TYPE text;

-- range public.changed is rebuilt; its columns hold text meanwhile.
ALTER TABLE public.spans ALTER COLUMN a TYPE text[];

DROP TYPE public.changed;
CREATE TYPE public.changed AS RANGE (SUBTYPE = integer);
COMMENT ON TYPE public.changed IS 'span';
ALTER TABLE public.spans ALTER COLUMN s TYPE public.changed USING s::public.changed;
ALTER TABLE public.spans ALTER COLUMN m TYPE public.changed_multirange USING m::public.changed_multirange;
ALTER TABLE public.spans ALTER COLUMN a TYPE public.changed[] USING a::public.changed[];
ALTER TABLE public.spans ADD CONSTRAINT spans_s_excl EXCLUDE USING gist (s WITH &&);
CREATE INDEX spans_s ON public.spans USING gist (s);
DROP TYPE public.textrange;
DROP TYPE public.timerange;
DROP FUNCTION public.time_diff(a time without time zone, b time without time zone);
