-- What differs: +domain_constraint, domain.not_null

-- ===== up =====
-- composite type public.c is rebuilt; its columns are moved over to it.
ALTER TYPE public.c RENAME TO c__schemactl_old;

-- domain public.d is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.d RENAME TO d__schemactl_old;

CREATE DOMAIN public.d AS integer CONSTRAINT d_check CHECK ((VALUE > 0));
ALTER DOMAIN public.d2 DROP NOT NULL;

-- domain public.over is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.over RENAME TO over__schemactl_old;

CREATE DOMAIN public.over AS public.d;
ALTER DOMAIN public.d2 ADD CONSTRAINT d2_check CHECK ((VALUE < 100));
ALTER TABLE public.t ALTER COLUMN a TYPE public.d[] USING a::public.d[];
ALTER TABLE public.t ALTER COLUMN e TYPE public.d USING e::public.d;
ALTER TABLE public.u ALTER COLUMN o TYPE public.over USING o::public.over;
ALTER TABLE public.u ALTER COLUMN os TYPE public.over[] USING os::public.over[];
ALTER DOMAIN public.d3 DROP CONSTRAINT d3_check;

-- domain public.d3 is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.d3 RENAME TO d3__schemactl_old;

CREATE DOMAIN public.d3 AS integer CONSTRAINT d3_not_null NOT NULL CONSTRAINT d3_check CHECK ((VALUE > 0));

CREATE TYPE public.c AS (
    x public.d3
);

CREATE FUNCTION public.c__schemactl_convert(public.c__schemactl_old) RETURNS public.c
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).x::public.d3);

CREATE CAST (public.c__schemactl_old AS public.c) WITH FUNCTION public.c__schemactl_convert(public.c__schemactl_old);
ALTER TABLE public.t ALTER COLUMN c TYPE public.c USING c::public.c;
ALTER TABLE public.t ALTER COLUMN cs TYPE public.c[] USING cs::public.c[];
DROP CAST (public.c__schemactl_old AS public.c);
DROP FUNCTION public.c__schemactl_convert(public.c__schemactl_old);
DROP DOMAIN public.over__schemactl_old;
DROP DOMAIN public.d__schemactl_old;
DROP TYPE public.c__schemactl_old;
DROP DOMAIN public.d3__schemactl_old;

-- ===== down =====
ALTER DOMAIN public.d2 SET NOT NULL;
ALTER DOMAIN public.d3 DROP NOT NULL;
ALTER DOMAIN public.d DROP CONSTRAINT d_check;
ALTER DOMAIN public.d2 DROP CONSTRAINT d2_check;
