-- What differs: composite_type.attributes

-- ===== up =====
-- composite type public.pair is rebuilt; its columns are moved over to it.
-- WARNING: destroys gone in every column of type public.pair.
ALTER TYPE public.pair RENAME TO pair__schemactl_old;

CREATE TYPE public.pair AS (
    a bigint,
    new date,
    b text
);

CREATE FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old) RETURNS public.pair
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).a::bigint, NULL::date, ($1).b::text);

CREATE CAST (public.pair__schemactl_old AS public.pair) WITH FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);
ALTER TABLE public.t ALTER COLUMN p TYPE public.pair USING p::public.pair;
ALTER TABLE public.t ALTER COLUMN ps TYPE public.pair[] USING ps::public.pair[];
DROP CAST (public.pair__schemactl_old AS public.pair);
DROP FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);
DROP TYPE public.pair__schemactl_old;

-- ===== down =====
-- WARNING: this cannot bring back gone in every column of type public.pair.

-- composite type public.pair is rebuilt; its columns are moved over to it.
-- WARNING: destroys new in every column of type public.pair.
ALTER TYPE public.pair RENAME TO pair__schemactl_old;

CREATE TYPE public.pair AS (
    a integer,
    b text,
    gone character varying(5)
);

CREATE FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old) RETURNS public.pair
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).a::integer, ($1).b::text, NULL::text);

CREATE CAST (public.pair__schemactl_old AS public.pair) WITH FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);
ALTER TABLE public.t ALTER COLUMN p TYPE public.pair USING p::public.pair;
ALTER TABLE public.t ALTER COLUMN ps TYPE public.pair[] USING ps::public.pair[];
DROP CAST (public.pair__schemactl_old AS public.pair);
DROP FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);
DROP TYPE public.pair__schemactl_old;
