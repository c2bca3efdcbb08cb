-- What differs: domain.type, enum.labels

-- ===== up =====
ALTER TABLE public.a NOT OF;

-- composite type public.t1 is rebuilt; its columns are moved over to it.
ALTER TYPE public.t1 RENAME TO t1__schemactl_old;

ALTER TABLE public.a DROP CONSTRAINT a_st_check;
ALTER TABLE public.a ALTER COLUMN st DROP DEFAULT;

-- enum public.e is rebuilt; its columns are moved over to it.
ALTER TYPE public.e RENAME TO e__schemactl_old;

CREATE TYPE public.e AS ENUM ('b', 'a', 'c');
ALTER TABLE public.a ALTER COLUMN st TYPE public.e USING st::text::public.e;
ALTER TABLE public.a ALTER COLUMN st SET DEFAULT 'a'::public.e;
ALTER TABLE public.a ADD CONSTRAINT a_st_check CHECK ((st <> 'b'::public.e));
ALTER DOMAIN public.d DROP CONSTRAINT d_check;

-- domain public.d is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.d RENAME TO d__schemactl_old;

CREATE DOMAIN public.d AS bigint CONSTRAINT d_check CHECK ((VALUE > 0));

CREATE TYPE public.t1 AS (
    id public.d,
    st public.e
);

ALTER TABLE public.a ALTER COLUMN id TYPE public.d USING id::public.d;
ALTER TABLE public.a OF public.t1;
DROP TYPE public.t1__schemactl_old;
DROP DOMAIN public.d__schemactl_old;
DROP TYPE public.e__schemactl_old;

-- ===== down =====
ALTER TABLE public.a NOT OF;

-- composite type public.t1 is rebuilt; its columns are moved over to it.
ALTER TYPE public.t1 RENAME TO t1__schemactl_old;

ALTER TABLE public.a DROP CONSTRAINT a_st_check;
ALTER TABLE public.a ALTER COLUMN st DROP DEFAULT;

-- enum public.e is rebuilt; its columns are moved over to it.
ALTER TYPE public.e RENAME TO e__schemactl_old;

CREATE TYPE public.e AS ENUM ('a', 'b');

-- WARNING: fails on values of public.a.st that are no public.e; find them: SELECT * FROM public.a WHERE st::text NOT IN ('a', 'b')
ALTER TABLE public.a ALTER COLUMN st TYPE public.e USING st::text::public.e;

ALTER TABLE public.a ALTER COLUMN st SET DEFAULT 'a'::public.e;
ALTER TABLE public.a ADD CONSTRAINT a_st_check CHECK ((st <> 'b'::public.e));
ALTER DOMAIN public.d DROP CONSTRAINT d_check;

-- domain public.d is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.d RENAME TO d__schemactl_old;

CREATE DOMAIN public.d AS integer CONSTRAINT d_check CHECK ((VALUE > 0));

CREATE TYPE public.t1 AS (
    id public.d,
    st public.e
);

-- WARNING: fails on values of public.a.id that are no integer; find them: SELECT * FROM public.a WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.a ALTER COLUMN id TYPE public.d USING id::public.d;

ALTER TABLE public.a OF public.t1;
DROP TYPE public.t1__schemactl_old;
DROP DOMAIN public.d__schemactl_old;
DROP TYPE public.e__schemactl_old;
