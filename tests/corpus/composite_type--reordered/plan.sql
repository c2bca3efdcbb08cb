-- What differs: composite_type.attributes

-- ===== up =====
-- composite type public.held is rebuilt; its columns are moved over to it.
ALTER TYPE public.held RENAME TO held__schemactl_old;

DROP VIEW public.v;

-- composite type public.pair is rebuilt; its columns are moved over to it.
ALTER TYPE public.pair RENAME TO pair__schemactl_old;

CREATE TYPE public.pair AS (
    a integer,
    c text,
    b text
);

CREATE TYPE public.held AS (
    p public.pair,
    n integer
);

CREATE FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old) RETURNS public.pair
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).a::integer, ($1).c::text, ($1).b::text);

CREATE CAST (public.pair__schemactl_old AS public.pair) WITH FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);

CREATE FUNCTION public.held__schemactl_convert(public.held__schemactl_old) RETURNS public.held
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).p::public.pair, ($1).n::integer);

CREATE CAST (public.held__schemactl_old AS public.held) WITH FUNCTION public.held__schemactl_convert(public.held__schemactl_old);
ALTER TABLE public.t ALTER COLUMN p TYPE public.pair USING p::public.pair;
ALTER TABLE public.t ALTER COLUMN ps TYPE public.pair[] USING ps::public.pair[];
ALTER TABLE public.t ALTER COLUMN h TYPE public.held USING h::public.held;
DROP CAST (public.held__schemactl_old AS public.held);
DROP FUNCTION public.held__schemactl_convert(public.held__schemactl_old);

CREATE VIEW public.v AS
 SELECT id,
    (p).b AS b
   FROM public.t;

DROP TYPE public.held__schemactl_old;
DROP CAST (public.pair__schemactl_old AS public.pair);
DROP FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);
DROP TYPE public.pair__schemactl_old;

-- ===== down =====
-- composite type public.held is rebuilt; its columns are moved over to it.
ALTER TYPE public.held RENAME TO held__schemactl_old;

DROP VIEW public.v;

-- composite type public.pair is rebuilt; its columns are moved over to it.
ALTER TYPE public.pair RENAME TO pair__schemactl_old;

CREATE TYPE public.pair AS (
    a integer,
    b text,
    c text
);

CREATE TYPE public.held AS (
    p public.pair,
    n integer
);

CREATE FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old) RETURNS public.pair
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).a::integer, ($1).b::text, ($1).c::text);

CREATE CAST (public.pair__schemactl_old AS public.pair) WITH FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);

CREATE FUNCTION public.held__schemactl_convert(public.held__schemactl_old) RETURNS public.held
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).p::public.pair, ($1).n::integer);

CREATE CAST (public.held__schemactl_old AS public.held) WITH FUNCTION public.held__schemactl_convert(public.held__schemactl_old);
ALTER TABLE public.t ALTER COLUMN p TYPE public.pair USING p::public.pair;
ALTER TABLE public.t ALTER COLUMN ps TYPE public.pair[] USING ps::public.pair[];
ALTER TABLE public.t ALTER COLUMN h TYPE public.held USING h::public.held;
DROP CAST (public.held__schemactl_old AS public.held);
DROP FUNCTION public.held__schemactl_convert(public.held__schemactl_old);

CREATE VIEW public.v AS
 SELECT id,
    (p).b AS b
   FROM public.t;

DROP TYPE public.held__schemactl_old;
DROP CAST (public.pair__schemactl_old AS public.pair);
DROP FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);
DROP TYPE public.pair__schemactl_old;
