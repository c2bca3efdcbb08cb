-- What differs: domain.type

-- ===== up =====
-- domain public.moment is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.moment RENAME TO moment__schemactl_old;

CREATE DOMAIN public.moment AS date;

-- domain public.price is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.price RENAME TO price__schemactl_old;

CREATE DOMAIN public.price AS integer;

-- WARNING: fails on values of public.t.p that are no integer; find them: SELECT * FROM public.t WHERE p NOT BETWEEN -2147483648 AND 2147483647
-- WARNING: rounds values of public.t.p that integer cannot hold; find them: SELECT * FROM public.t WHERE p::integer::numeric(12,2) IS DISTINCT FROM p
ALTER TABLE public.t ALTER COLUMN p TYPE public.price USING p::public.price;

ALTER TABLE public.t ALTER COLUMN ps TYPE public.price[] USING ps::public.price[];

-- WARNING: rounds values of public.t.m that date cannot hold; find them: SELECT * FROM public.t WHERE m::date::timestamp without time zone IS DISTINCT FROM m
ALTER TABLE public.t ALTER COLUMN m TYPE public.moment USING m::public.moment;

DROP DOMAIN public.moment__schemactl_old;
DROP DOMAIN public.price__schemactl_old;

-- ===== down =====
-- domain public.moment is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.moment RENAME TO moment__schemactl_old;

CREATE DOMAIN public.moment AS timestamp without time zone;

-- domain public.price is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.price RENAME TO price__schemactl_old;

CREATE DOMAIN public.price AS numeric(12,2);
ALTER TABLE public.t ALTER COLUMN p TYPE public.price USING p::public.price;
ALTER TABLE public.t ALTER COLUMN ps TYPE public.price[] USING ps::public.price[];
ALTER TABLE public.t ALTER COLUMN m TYPE public.moment USING m::public.moment;
DROP DOMAIN public.moment__schemactl_old;
DROP DOMAIN public.price__schemactl_old;
