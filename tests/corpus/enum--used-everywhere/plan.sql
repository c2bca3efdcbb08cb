-- What differs: enum.labels

-- ===== up =====
SET check_function_bodies = off;

-- composite type public.pair is rebuilt; its columns are moved over to it.
ALTER TYPE public.pair RENAME TO pair__schemactl_old;

-- domain public.sure is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.sure RENAME TO sure__schemactl_old;

DROP VIEW public.levels;
DROP FUNCTION public.highest(public.level[]);

-- enum public.level is rebuilt; its columns are moved over to it.
ALTER TYPE public.level RENAME TO level__schemactl_old;

CREATE TYPE public.level AS ENUM ('high', 'low');

CREATE TYPE public.pair AS (
    a public.level,
    b integer
);

CREATE FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old) RETURNS public.pair
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).a::text::public.level, ($1).b::integer);

CREATE CAST (public.pair__schemactl_old AS public.pair) WITH FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);
CREATE DOMAIN public.sure AS public.level CONSTRAINT sure_not_null NOT NULL;

CREATE OR REPLACE FUNCTION public.highest(public.level[])
 RETURNS public.level
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT max(x) FROM unnest($1) x$function$;

ALTER TABLE public.things ALTER COLUMN l TYPE public.level USING l::text::public.level;
ALTER TABLE public.things ALTER COLUMN s TYPE public.sure USING s::text::public.sure;
ALTER TABLE public.things ALTER COLUMN p TYPE public.pair USING p::public.pair;
DROP CAST (public.pair__schemactl_old AS public.pair);
DROP FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);

CREATE VIEW public.levels AS
 SELECT l,
    count(*) AS n
   FROM public.things
  GROUP BY l;

DROP DOMAIN public.sure__schemactl_old;
DROP TYPE public.pair__schemactl_old;
DROP TYPE public.level__schemactl_old;

-- ===== down =====
SET check_function_bodies = off;

-- composite type public.pair is rebuilt; its columns are moved over to it.
ALTER TYPE public.pair RENAME TO pair__schemactl_old;

-- domain public.sure is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.sure RENAME TO sure__schemactl_old;

DROP VIEW public.levels;
DROP FUNCTION public.highest(public.level[]);

-- enum public.level is rebuilt; its columns are moved over to it.
ALTER TYPE public.level RENAME TO level__schemactl_old;

CREATE TYPE public.level AS ENUM ('low', 'high');

CREATE TYPE public.pair AS (
    a public.level,
    b integer
);

CREATE FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old) RETURNS public.pair
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).a::text::public.level, ($1).b::integer);

CREATE CAST (public.pair__schemactl_old AS public.pair) WITH FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);
CREATE DOMAIN public.sure AS public.level CONSTRAINT sure_not_null NOT NULL;

CREATE OR REPLACE FUNCTION public.highest(public.level[])
 RETURNS public.level
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT max(x) FROM unnest($1) x$function$;

ALTER TABLE public.things ALTER COLUMN l TYPE public.level USING l::text::public.level;
ALTER TABLE public.things ALTER COLUMN s TYPE public.sure USING s::text::public.sure;
ALTER TABLE public.things ALTER COLUMN p TYPE public.pair USING p::public.pair;
DROP CAST (public.pair__schemactl_old AS public.pair);
DROP FUNCTION public.pair__schemactl_convert(public.pair__schemactl_old);

CREATE VIEW public.levels AS
 SELECT l,
    count(*) AS n
   FROM public.things
  GROUP BY l;

DROP DOMAIN public.sure__schemactl_old;
DROP TYPE public.pair__schemactl_old;
DROP TYPE public.level__schemactl_old;
