-- What differs: -column, view.columns, view.definition

-- ===== up =====
DROP VIEW public.v;

CREATE VIEW public.v AS
 SELECT id,
    a
   FROM public.t;

-- WARNING: destroys the values of public.t.b.
ALTER TABLE public.t DROP COLUMN b;

-- ===== down =====
-- WARNING: this cannot bring back the values of public.t.b.

ALTER TABLE public.t ADD COLUMN b integer;

CREATE OR REPLACE VIEW public.v AS
 SELECT id,
    a,
    b
   FROM public.t;
