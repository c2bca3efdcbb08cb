-- What differs: composite_type.attributes, view.columns

-- ===== up =====
SET check_function_bodies = off;
DROP VIEW public.v;
DROP INDEX public.t_first_idx;
DROP FUNCTION public.f(p public.pair, q public._pair[]);
DROP FUNCTION public.g(o public.outer_t);

-- composite type public.outer_t is rebuilt; its columns are moved over to it.
ALTER TYPE public.outer_t RENAME TO outer_t__schemactl_old;

ALTER DOMAIN public.pair DROP CONSTRAINT pair_check;

-- composite type public._pair is rebuilt; its columns are moved over to it.
ALTER TYPE public._pair RENAME TO _pair__schemactl_old;

CREATE TYPE public._pair AS (
    first integer,
    second integer
);

COMMENT ON COLUMN public._pair.second IS 'c';
COMMENT ON TYPE public._pair IS 'inner';

CREATE FUNCTION public._pair__schemactl_convert(public._pair__schemactl_old) RETURNS public._pair
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).first::integer, ($1).second::integer);

CREATE CAST (public._pair__schemactl_old AS public._pair) WITH FUNCTION public._pair__schemactl_convert(public._pair__schemactl_old);

-- domain public.pair is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.pair RENAME TO pair__schemactl_old;

CREATE DOMAIN public.pair AS public._pair CONSTRAINT pair_check CHECK (((VALUE).first > 0));
COMMENT ON DOMAIN public.pair IS 'a pair';

CREATE OR REPLACE FUNCTION public.f(p public.pair, q public._pair[])
 RETURNS public._pair
 LANGUAGE sql
AS $function$ select row(1, 2)::_pair $function$;

ALTER TABLE public.t ALTER COLUMN p TYPE public.pair USING p::public.pair;
CREATE INDEX t_first_idx ON public.t USING btree ((((p)::public._pair).first));
ALTER DOMAIN public.pairs DROP CONSTRAINT pairs_check;

-- domain public.pairs is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.pairs RENAME TO pairs__schemactl_old;

CREATE DOMAIN public.pairs AS public.pair[] CONSTRAINT pairs_check CHECK ((array_length(VALUE, 1) < 10));

CREATE TYPE public.outer_t AS (
    p public.pair,
    ps public.pairs,
    n integer,
    q public._pair[]
);

CREATE FUNCTION public.outer_t__schemactl_convert(public.outer_t__schemactl_old) RETURNS public.outer_t
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).p::public.pair, ($1).ps::public.pairs, ($1).n::integer, ($1).q::public._pair[]);

CREATE CAST (public.outer_t__schemactl_old AS public.outer_t) WITH FUNCTION public.outer_t__schemactl_convert(public.outer_t__schemactl_old);

CREATE OR REPLACE FUNCTION public.g(o public.outer_t)
 RETURNS SETOF public.outer_t
 LANGUAGE plpgsql
AS $function$ begin return; end $function$;

ALTER TABLE public.t ALTER COLUMN ps TYPE public.pairs USING ps::public.pairs;
ALTER TABLE public.t ALTER COLUMN o TYPE public.outer_t USING o::public.outer_t;
ALTER TABLE public.t ALTER COLUMN os TYPE public.outer_t[] USING os::public.outer_t[];
DROP CAST (public.outer_t__schemactl_old AS public.outer_t);
DROP FUNCTION public.outer_t__schemactl_convert(public.outer_t__schemactl_old);

CREATE VIEW public.v AS
 SELECT id,
    ((p)::public._pair).first AS f,
    o
   FROM public.t;

DROP TYPE public.outer_t__schemactl_old;
DROP DOMAIN public.pairs__schemactl_old;
DROP DOMAIN public.pair__schemactl_old;
DROP CAST (public._pair__schemactl_old AS public._pair);
DROP FUNCTION public._pair__schemactl_convert(public._pair__schemactl_old);
DROP TYPE public._pair__schemactl_old;

-- ===== down =====
SET check_function_bodies = off;
DROP VIEW public.v;
DROP INDEX public.t_first_idx;
DROP FUNCTION public.f(p public.pair, q public._pair[]);
DROP FUNCTION public.g(o public.outer_t);

-- composite type public.outer_t is rebuilt; its columns are moved over to it.
ALTER TYPE public.outer_t RENAME TO outer_t__schemactl_old;

ALTER DOMAIN public.pair DROP CONSTRAINT pair_check;

-- composite type public._pair is rebuilt; its columns are moved over to it.
ALTER TYPE public._pair RENAME TO _pair__schemactl_old;

CREATE TYPE public._pair AS (
    first smallint,
    second smallint
);

COMMENT ON COLUMN public._pair.second IS 'c';
COMMENT ON TYPE public._pair IS 'inner';

CREATE FUNCTION public._pair__schemactl_convert(public._pair__schemactl_old) RETURNS public._pair
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).first::smallint, ($1).second::smallint);

CREATE CAST (public._pair__schemactl_old AS public._pair) WITH FUNCTION public._pair__schemactl_convert(public._pair__schemactl_old);

-- domain public.pair is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.pair RENAME TO pair__schemactl_old;

CREATE DOMAIN public.pair AS public._pair CONSTRAINT pair_check CHECK (((VALUE).first > 0));
COMMENT ON DOMAIN public.pair IS 'a pair';

CREATE OR REPLACE FUNCTION public.f(p public.pair, q public._pair[])
 RETURNS public._pair
 LANGUAGE sql
AS $function$ select row(1, 2)::_pair $function$;

ALTER TABLE public.t ALTER COLUMN p TYPE public.pair USING p::public.pair;
CREATE INDEX t_first_idx ON public.t USING btree ((((p)::public._pair).first));
ALTER DOMAIN public.pairs DROP CONSTRAINT pairs_check;

-- domain public.pairs is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.pairs RENAME TO pairs__schemactl_old;

CREATE DOMAIN public.pairs AS public.pair[] CONSTRAINT pairs_check CHECK ((array_length(VALUE, 1) < 10));

CREATE TYPE public.outer_t AS (
    p public.pair,
    ps public.pairs,
    n integer,
    q public._pair[]
);

CREATE FUNCTION public.outer_t__schemactl_convert(public.outer_t__schemactl_old) RETURNS public.outer_t
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).p::public.pair, ($1).ps::public.pairs, ($1).n::integer, ($1).q::public._pair[]);

CREATE CAST (public.outer_t__schemactl_old AS public.outer_t) WITH FUNCTION public.outer_t__schemactl_convert(public.outer_t__schemactl_old);

CREATE OR REPLACE FUNCTION public.g(o public.outer_t)
 RETURNS SETOF public.outer_t
 LANGUAGE plpgsql
AS $function$ begin return; end $function$;

ALTER TABLE public.t ALTER COLUMN ps TYPE public.pairs USING ps::public.pairs;
ALTER TABLE public.t ALTER COLUMN o TYPE public.outer_t USING o::public.outer_t;
ALTER TABLE public.t ALTER COLUMN os TYPE public.outer_t[] USING os::public.outer_t[];
DROP CAST (public.outer_t__schemactl_old AS public.outer_t);
DROP FUNCTION public.outer_t__schemactl_convert(public.outer_t__schemactl_old);

CREATE VIEW public.v AS
 SELECT id,
    ((p)::public._pair).first AS f,
    o
   FROM public.t;

DROP TYPE public.outer_t__schemactl_old;
DROP DOMAIN public.pairs__schemactl_old;
DROP DOMAIN public.pair__schemactl_old;
DROP CAST (public._pair__schemactl_old AS public._pair);
DROP FUNCTION public._pair__schemactl_convert(public._pair__schemactl_old);
DROP TYPE public._pair__schemactl_old;
