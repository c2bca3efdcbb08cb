-- What differs: +materialized_view, -materialized_view, materialized_view.clustered_on, materialized_view.column_comments, materialized_view.column_privileges, materialized_view.definition, materialized_view.options, materialized_view.owner, materialized_view.privileges

-- ===== up =====
ALTER MATERIALIZED VIEW public.options SET (autovacuum_enabled=false);
ALTER MATERIALIZED VIEW public.options RESET (fillfactor);

CREATE MATERIALIZED VIEW public.made AS
 SELECT id,
    a
   FROM public.options
WITH NO DATA;

ALTER MATERIALIZED VIEW public.options CLUSTER ON options_a;
ALTER MATERIALIZED VIEW public.options OWNER TO writer;
GRANT SELECT ON TABLE public.options TO reader;
GRANT SELECT (a) ON TABLE public.options TO writer;
COMMENT ON COLUMN public.options.id IS 'id';
COMMENT ON COLUMN public.options.a IS NULL;
DROP MATERIALIZED VIEW public.changes;

CREATE MATERIALIZED VIEW public.changes AS
 SELECT id
   FROM public.t
  WHERE (a <> ''::text);

CREATE UNIQUE INDEX changes_id ON public.changes USING btree (id);
COMMENT ON MATERIALIZED VIEW public.changes IS 'changes';
DROP MATERIALIZED VIEW public.gone;

-- ===== down =====
CREATE MATERIALIZED VIEW public.gone AS
 SELECT 1 AS x;

ALTER MATERIALIZED VIEW public.options SET (fillfactor=80);
ALTER MATERIALIZED VIEW public.options RESET (autovacuum_enabled);
ALTER MATERIALIZED VIEW public.options CLUSTER ON options_id;
ALTER MATERIALIZED VIEW public.options OWNER TO CURRENT_USER;
REVOKE SELECT ON TABLE public.options FROM reader;
REVOKE SELECT (a) ON TABLE public.options FROM CURRENT_USER;
COMMENT ON COLUMN public.options.id IS NULL;
COMMENT ON COLUMN public.options.a IS 'a';
DROP MATERIALIZED VIEW public.changes;

CREATE MATERIALIZED VIEW public.changes AS
 SELECT id
   FROM public.t;

CREATE UNIQUE INDEX changes_id ON public.changes USING btree (id);
COMMENT ON MATERIALIZED VIEW public.changes IS 'changes';
DROP MATERIALIZED VIEW public.made;
