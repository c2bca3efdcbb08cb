-- What differs: view.columns, view.definition

-- ===== up =====
SET check_function_bodies = off;
DROP MATERIALIZED VIEW public.top;
DROP FUNCTION public.of_mid();
DROP VIEW public.mid;
DROP VIEW public.base;

CREATE VIEW public.base AS
 SELECT a,
    id,
    b
   FROM public.t;

CREATE VIEW public.mid WITH (security_barrier=true) AS
 SELECT id,
    a
   FROM public.base;

CREATE OR REPLACE FUNCTION public.of_mid()
 RETURNS SETOF public.mid
 LANGUAGE sql
AS $function$SELECT * FROM mid$function$;

GRANT SELECT ON TABLE public.mid TO reader;

CREATE MATERIALIZED VIEW public.top AS
 SELECT count(*) AS n
   FROM public.mid;

CREATE INDEX top_n ON public.top USING btree (n);
GRANT SELECT (n) ON TABLE public.top TO reader;
COMMENT ON MATERIALIZED VIEW public.top IS 'top';
CREATE TRIGGER instead INSTEAD OF INSERT ON public.mid FOR EACH ROW EXECUTE FUNCTION public.instead();

CREATE RULE nothing AS
    ON DELETE TO public.mid DO INSTEAD NOTHING;

COMMENT ON RULE nothing ON public.mid IS 'nothing is deleted';

-- ===== down =====
SET check_function_bodies = off;
DROP MATERIALIZED VIEW public.top;
DROP FUNCTION public.of_mid();
DROP VIEW public.mid;
DROP VIEW public.base;

CREATE VIEW public.base AS
 SELECT id,
    a,
    b
   FROM public.t;

CREATE VIEW public.mid WITH (security_barrier=true) AS
 SELECT id,
    a
   FROM public.base;

CREATE OR REPLACE FUNCTION public.of_mid()
 RETURNS SETOF public.mid
 LANGUAGE sql
AS $function$SELECT * FROM mid$function$;

GRANT SELECT ON TABLE public.mid TO reader;

CREATE MATERIALIZED VIEW public.top AS
 SELECT count(*) AS n
   FROM public.mid;

CREATE INDEX top_n ON public.top USING btree (n);
GRANT SELECT (n) ON TABLE public.top TO reader;
COMMENT ON MATERIALIZED VIEW public.top IS 'top';
CREATE TRIGGER instead INSTEAD OF INSERT ON public.mid FOR EACH ROW EXECUTE FUNCTION public.instead();

CREATE RULE nothing AS
    ON DELETE TO public.mid DO INSTEAD NOTHING;

COMMENT ON RULE nothing ON public.mid IS 'nothing is deleted';
