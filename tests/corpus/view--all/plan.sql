-- What differs: +default, +view, -view, view.column_comments, view.column_privileges, view.columns, view.definition, view.options, view.owner

-- ===== up =====
ALTER VIEW public.checked RESET (check_option);

CREATE OR REPLACE VIEW public.grows AS
 SELECT id,
    a
   FROM public.t;

CREATE VIEW public.made AS
 SELECT 1 AS x,
    'a'::text AS y;

ALTER TABLE public.made ALTER COLUMN x SET DEFAULT 5;
COMMENT ON VIEW public.made IS 'made';
ALTER VIEW public.options SET (security_barrier=false, check_option=cascaded);

CREATE OR REPLACE VIEW public.same AS
 SELECT id,
    a
   FROM public.t
  WHERE (b > 1);

ALTER VIEW public.same OWNER TO writer;
REVOKE SELECT (a) ON TABLE public.same FROM reader;
GRANT UPDATE (a) ON TABLE public.same TO reader;
COMMENT ON COLUMN public.same.id IS 'id';
COMMENT ON COLUMN public.same.a IS NULL;
DROP VIEW public.gone;
DROP VIEW public.on_shrinks;
DROP VIEW public.renamed;

CREATE VIEW public.renamed AS
 SELECT id AS two
   FROM public.t;

DROP VIEW public.shrinks;

CREATE VIEW public.shrinks AS
 SELECT id,
    a
   FROM public.t;

CREATE VIEW public.on_shrinks AS
 SELECT a
   FROM public.shrinks;

GRANT SELECT ON TABLE public.shrinks TO reader;

-- ===== down =====
ALTER VIEW public.checked SET (check_option=local);

CREATE VIEW public.gone AS
 SELECT id,
    a,
    b
   FROM public.t;

ALTER VIEW public.options SET (security_barrier=true);
ALTER VIEW public.options RESET (check_option);

CREATE OR REPLACE VIEW public.same AS
 SELECT id,
    a
   FROM public.t
  WHERE (b > 0);

ALTER VIEW public.same OWNER TO CURRENT_USER;
REVOKE UPDATE (a) ON TABLE public.same FROM reader;
GRANT SELECT (a) ON TABLE public.same TO reader;
COMMENT ON COLUMN public.same.id IS NULL;
COMMENT ON COLUMN public.same.a IS 'a';

CREATE OR REPLACE VIEW public.shrinks AS
 SELECT id,
    a,
    b
   FROM public.t;

DROP VIEW public.grows;

CREATE VIEW public.grows AS
 SELECT id
   FROM public.t;

COMMENT ON VIEW public.grows IS 'grows';
DROP VIEW public.made;
DROP VIEW public.renamed;

CREATE VIEW public.renamed AS
 SELECT id AS one
   FROM public.t;
