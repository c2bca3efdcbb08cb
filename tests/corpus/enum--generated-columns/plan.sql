-- What differs: constraint.definition, enum.labels

-- ===== up =====
SET check_function_bodies = off;
DROP POLICY pol ON public.demo;
DROP VIEW public.v;
DROP INDEX public.dp;
ALTER TABLE public.demo DROP CONSTRAINT demo_check;
ALTER TABLE public.demo ALTER COLUMN st DROP DEFAULT;
ALTER TABLE public.demo DROP COLUMN is_open;
ALTER TABLE public.demo DROP COLUMN st2;
DROP FUNCTION public.f(x public.ist);

-- enum public.ist is rebuilt; its columns are moved over to it.
ALTER TYPE public.ist RENAME TO ist__schemactl_old;

CREATE TYPE public.ist AS ENUM ('active', 'pending');

CREATE OR REPLACE FUNCTION public.f(x public.ist DEFAULT 'active'::public.ist)
 RETURNS public.ist
 LANGUAGE sql
RETURN COALESCE(x, 'pending'::public.ist);

-- WARNING: fails on values of public.demo.st that are no public.ist; find them: SELECT * FROM public.demo WHERE st::text NOT IN ('active', 'pending')
ALTER TABLE public.demo ALTER COLUMN st TYPE public.ist USING st::text::public.ist;

ALTER TABLE public.demo ADD COLUMN is_open boolean GENERATED ALWAYS AS (st <> 'active'::public.ist) STORED;
COMMENT ON COLUMN public.demo.is_open IS 'hm';
ALTER TABLE public.demo ADD COLUMN st2 public.ist GENERATED ALWAYS AS (COALESCE(st, 'pending'::public.ist)) STORED;
ALTER TABLE public.demo ALTER COLUMN st SET DEFAULT 'pending'::public.ist;
ALTER TABLE public.demo ADD CONSTRAINT demo_check CHECK (((st <> 'pending'::public.ist) OR (n > 0)));
CREATE INDEX di ON public.demo USING btree (st2);
CREATE INDEX dop ON public.demo USING btree (is_open) WHERE is_open;
CREATE INDEX dp ON public.demo USING btree (id) WHERE (st = 'active'::public.ist);
CREATE STATISTICS public.dst ON is_open, n FROM public.demo;

CREATE VIEW public.v AS
 SELECT id,
    is_open,
    st2
   FROM public.demo
  WHERE (st <> 'pending'::public.ist);

CREATE POLICY pol ON public.demo FOR ALL TO PUBLIC USING ((st = 'active'::public.ist));
DROP TYPE public.ist__schemactl_old;

-- ===== down =====
SET check_function_bodies = off;
DROP POLICY pol ON public.demo;
DROP VIEW public.v;
DROP INDEX public.dp;
ALTER TABLE public.demo DROP CONSTRAINT demo_check;
ALTER TABLE public.demo ALTER COLUMN st DROP DEFAULT;
ALTER TABLE public.demo DROP COLUMN is_open;
ALTER TABLE public.demo DROP COLUMN st2;
DROP FUNCTION public.f(x public.ist);

-- enum public.ist is rebuilt; its columns are moved over to it.
ALTER TYPE public.ist RENAME TO ist__schemactl_old;

CREATE TYPE public.ist AS ENUM ('pending', 'active', 'gone');

CREATE OR REPLACE FUNCTION public.f(x public.ist DEFAULT 'active'::public.ist)
 RETURNS public.ist
 LANGUAGE sql
RETURN COALESCE(x, 'pending'::public.ist);

ALTER TABLE public.demo ALTER COLUMN st TYPE public.ist USING st::text::public.ist;
ALTER TABLE public.demo ADD COLUMN is_open boolean GENERATED ALWAYS AS (st <> 'active'::public.ist) STORED;
COMMENT ON COLUMN public.demo.is_open IS 'hm';
ALTER TABLE public.demo ADD COLUMN st2 public.ist GENERATED ALWAYS AS (COALESCE(st, 'pending'::public.ist)) STORED;
ALTER TABLE public.demo ALTER COLUMN st SET DEFAULT 'pending'::public.ist;
ALTER TABLE public.demo ADD CONSTRAINT demo_check CHECK (((st <> 'gone'::public.ist) OR (n > 0)));
CREATE INDEX di ON public.demo USING btree (st2);
CREATE INDEX dop ON public.demo USING btree (is_open) WHERE is_open;
CREATE INDEX dp ON public.demo USING btree (id) WHERE (st = 'active'::public.ist);
CREATE STATISTICS public.dst ON is_open, n FROM public.demo;

CREATE VIEW public.v AS
 SELECT id,
    is_open,
    st2
   FROM public.demo
  WHERE (st <> 'pending'::public.ist);

CREATE POLICY pol ON public.demo FOR ALL TO PUBLIC USING ((st = 'active'::public.ist));
DROP TYPE public.ist__schemactl_old;
