-- What differs: +domain, +domain_constraint, -enum, default.expression, view.columns, view.definition

-- ===== up =====
SET check_function_bodies = off;
DROP VIEW public.v;
ALTER TABLE public.t ALTER COLUMN k DROP DEFAULT;
DROP FUNCTION public.is_kind(k public.kind);

-- enum public.kind is rebuilt; its columns are moved over to it.
ALTER TYPE public.kind RENAME TO kind__schemactl_old;

CREATE DOMAIN public.kind AS text CONSTRAINT kind_check CHECK ((VALUE = ANY (ARRAY['a'::text, 'b'::text, 'c'::text])));
GRANT USAGE ON DOMAIN public.kind TO reader;

CREATE OR REPLACE FUNCTION public.is_kind(k public.kind)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (k IS NOT NULL);

ALTER TABLE public.t ALTER COLUMN k TYPE public.kind USING k::public.kind;
ALTER TABLE public.t ALTER COLUMN all_of TYPE public.kind[] USING all_of::public.kind[];
ALTER TABLE public.t ALTER COLUMN k SET DEFAULT 'a'::text;

CREATE VIEW public.v AS
 SELECT k
   FROM public.t
  WHERE ((k)::text = 'a'::text);

DROP TYPE public.kind__schemactl_old;

-- ===== down =====
SET check_function_bodies = off;
DROP VIEW public.v;
ALTER TABLE public.t ALTER COLUMN k DROP DEFAULT;
DROP FUNCTION public.is_kind(k public.kind);
ALTER DOMAIN public.kind DROP CONSTRAINT kind_check;

-- domain public.kind is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.kind RENAME TO kind__schemactl_old;

CREATE TYPE public.kind AS ENUM ('a', 'b');
COMMENT ON TYPE public.kind IS 'kinds';

CREATE OR REPLACE FUNCTION public.is_kind(k public.kind)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (k IS NOT NULL);

-- WARNING: fails on values of public.t.k that are no public.kind; find them: SELECT * FROM public.t WHERE k::text NOT IN ('a', 'b')
ALTER TABLE public.t ALTER COLUMN k TYPE public.kind USING k::public.kind;

ALTER TABLE public.t ALTER COLUMN all_of TYPE public.kind[] USING all_of::public.kind[];
ALTER TABLE public.t ALTER COLUMN k SET DEFAULT 'a'::public.kind;

CREATE VIEW public.v AS
 SELECT k
   FROM public.t
  WHERE (k = 'a'::public.kind);

DROP DOMAIN public.kind__schemactl_old;
