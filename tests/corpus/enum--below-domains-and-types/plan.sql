-- What differs: domain_constraint.definition, enum.labels, materialized_view.definition

-- ===== up =====
SET check_function_bodies = off;
DROP RULE r ON public.t;
DROP POLICY p ON public.t;
DROP MATERIALIZED VIEW public.m;
DROP INDEX public.t_e_id_idx;
DROP INDEX public.t_sqlf_idx;
ALTER TABLE public.t DROP CONSTRAINT t_check;
ALTER TABLE public.t DROP CONSTRAINT t_e_check;
ALTER TABLE public.t ALTER COLUMN c DROP DEFAULT;

-- composite type public.ce is rebuilt; its columns are moved over to it.
ALTER TYPE public.ce RENAME TO ce__schemactl_old;

ALTER TABLE public.t ALTER COLUMN e DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN es DROP DEFAULT;
DROP FUNCTION public.f(x public.e, VARIADIC y public.e[]);
DROP FUNCTION public.sqlf(x public.e);
ALTER DOMAIN public.de DROP CONSTRAINT de_check;

-- enum public.e is rebuilt; its columns are moved over to it.
ALTER TYPE public.e RENAME TO e__schemactl_old;

CREATE TYPE public.e AS ENUM ('b', 'a');

-- domain public.de is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.de RENAME TO de__schemactl_old;

CREATE DOMAIN public.de AS public.e DEFAULT 'a'::public.e CONSTRAINT de_check CHECK (((VALUE <> 'b'::public.e) OR true));

CREATE TYPE public.ce AS (
    e public.e,
    d public.de
);

CREATE FUNCTION public.ce__schemactl_convert(public.ce__schemactl_old) RETURNS public.ce
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).e::text::public.e, ($1).d::text::public.de);

CREATE CAST (public.ce__schemactl_old AS public.ce) WITH FUNCTION public.ce__schemactl_convert(public.ce__schemactl_old);

CREATE OR REPLACE FUNCTION public.f(x public.e DEFAULT 'a'::public.e, VARIADIC y public.e[] DEFAULT '{a,b}'::public.e[])
 RETURNS public.e[]
 LANGUAGE sql
AS $function$ select $2 $function$;

CREATE OR REPLACE FUNCTION public.sqlf(x public.e)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (x = 'b'::public.e);

-- WARNING: fails on values of public.t.e that are no public.e; find them: SELECT * FROM public.t WHERE e::text NOT IN ('b', 'a')
ALTER TABLE public.t ALTER COLUMN e TYPE public.e USING e::text::public.e;

ALTER TABLE public.t ALTER COLUMN es TYPE public.e[] USING es::text[]::public.e[];

-- WARNING: fails on values of public.t.d that are no public.e; find them: SELECT * FROM public.t WHERE d::text NOT IN ('b', 'a')
ALTER TABLE public.t ALTER COLUMN d TYPE public.de USING d::text::public.de;

ALTER TABLE public.t ALTER COLUMN c TYPE public.ce USING c::public.ce;
DROP CAST (public.ce__schemactl_old AS public.ce);
DROP FUNCTION public.ce__schemactl_convert(public.ce__schemactl_old);
ALTER TABLE public.t ALTER COLUMN c SET DEFAULT ROW('a'::public.e, ('b'::public.e)::public.de)::public.ce;
ALTER TABLE public.t ALTER COLUMN e SET DEFAULT 'a'::public.e;
ALTER TABLE public.t ALTER COLUMN es SET DEFAULT ARRAY['a'::public.e, 'b'::public.e];
ALTER TABLE public.t ADD CONSTRAINT t_check CHECK (((d IS NOT NULL) OR (e = 'a'::public.e)));
ALTER TABLE public.t ADD CONSTRAINT t_e_check CHECK ((e = ANY (ARRAY['a'::public.e, 'b'::public.e])));
CREATE UNIQUE INDEX t_e_id_idx ON public.t USING btree (e, id) WHERE (e <> 'b'::public.e);
CREATE INDEX t_sqlf_idx ON public.t USING btree (public.sqlf(e));

CREATE MATERIALIZED VIEW public.m AS
 SELECT e,
    count(*) AS count
   FROM public.t
  WHERE (e <> 'b'::public.e)
  GROUP BY e;

CREATE POLICY p ON public.t FOR UPDATE TO PUBLIC USING ((e = ANY (ARRAY['a'::public.e, 'b'::public.e]))) WITH CHECK ((d IS NOT NULL));

CREATE RULE r AS
    ON DELETE TO public.t
   WHERE (old.e = 'b'::public.e) DO INSTEAD NOTHING;

DROP TYPE public.ce__schemactl_old;
DROP DOMAIN public.de__schemactl_old;
DROP TYPE public.e__schemactl_old;

-- ===== down =====
SET check_function_bodies = off;
DROP RULE r ON public.t;
DROP POLICY p ON public.t;
DROP MATERIALIZED VIEW public.m;
DROP INDEX public.t_e_id_idx;
DROP INDEX public.t_sqlf_idx;
ALTER TABLE public.t DROP CONSTRAINT t_check;
ALTER TABLE public.t DROP CONSTRAINT t_e_check;
ALTER TABLE public.t ALTER COLUMN c DROP DEFAULT;

-- composite type public.ce is rebuilt; its columns are moved over to it.
ALTER TYPE public.ce RENAME TO ce__schemactl_old;

ALTER TABLE public.t ALTER COLUMN e DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN es DROP DEFAULT;
DROP FUNCTION public.f(x public.e, VARIADIC y public.e[]);
DROP FUNCTION public.sqlf(x public.e);
ALTER DOMAIN public.de DROP CONSTRAINT de_check;

-- enum public.e is rebuilt; its columns are moved over to it.
ALTER TYPE public.e RENAME TO e__schemactl_old;

CREATE TYPE public.e AS ENUM ('a', 'b', 'c');

-- domain public.de is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.de RENAME TO de__schemactl_old;

CREATE DOMAIN public.de AS public.e DEFAULT 'a'::public.e CONSTRAINT de_check CHECK ((VALUE <> 'c'::public.e));

CREATE TYPE public.ce AS (
    e public.e,
    d public.de
);

CREATE FUNCTION public.ce__schemactl_convert(public.ce__schemactl_old) RETURNS public.ce
    LANGUAGE sql IMMUTABLE STRICT
    RETURN ROW(($1).e::text::public.e, ($1).d::text::public.de);

CREATE CAST (public.ce__schemactl_old AS public.ce) WITH FUNCTION public.ce__schemactl_convert(public.ce__schemactl_old);

CREATE OR REPLACE FUNCTION public.f(x public.e DEFAULT 'a'::public.e, VARIADIC y public.e[] DEFAULT '{a,b}'::public.e[])
 RETURNS public.e[]
 LANGUAGE sql
AS $function$ select $2 $function$;

CREATE OR REPLACE FUNCTION public.sqlf(x public.e)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (x = 'b'::public.e);

ALTER TABLE public.t ALTER COLUMN e TYPE public.e USING e::text::public.e;
ALTER TABLE public.t ALTER COLUMN es TYPE public.e[] USING es::text[]::public.e[];
ALTER TABLE public.t ALTER COLUMN d TYPE public.de USING d::text::public.de;
ALTER TABLE public.t ALTER COLUMN c TYPE public.ce USING c::public.ce;
DROP CAST (public.ce__schemactl_old AS public.ce);
DROP FUNCTION public.ce__schemactl_convert(public.ce__schemactl_old);
ALTER TABLE public.t ALTER COLUMN c SET DEFAULT ROW('a'::public.e, ('b'::public.e)::public.de)::public.ce;
ALTER TABLE public.t ALTER COLUMN e SET DEFAULT 'a'::public.e;
ALTER TABLE public.t ALTER COLUMN es SET DEFAULT ARRAY['a'::public.e, 'b'::public.e];
ALTER TABLE public.t ADD CONSTRAINT t_check CHECK (((d IS NOT NULL) OR (e = 'a'::public.e)));
ALTER TABLE public.t ADD CONSTRAINT t_e_check CHECK ((e = ANY (ARRAY['a'::public.e, 'b'::public.e])));
CREATE UNIQUE INDEX t_e_id_idx ON public.t USING btree (e, id) WHERE (e <> 'b'::public.e);
CREATE INDEX t_sqlf_idx ON public.t USING btree (public.sqlf(e));

CREATE MATERIALIZED VIEW public.m AS
 SELECT e,
    count(*) AS count
   FROM public.t
  WHERE (e <> 'c'::public.e)
  GROUP BY e;

CREATE POLICY p ON public.t FOR UPDATE TO PUBLIC USING ((e = ANY (ARRAY['a'::public.e, 'b'::public.e]))) WITH CHECK ((d IS NOT NULL));

CREATE RULE r AS
    ON DELETE TO public.t
   WHERE (old.e = 'b'::public.e) DO INSTEAD NOTHING;

DROP TYPE public.ce__schemactl_old;
DROP DOMAIN public.de__schemactl_old;
DROP TYPE public.e__schemactl_old;
