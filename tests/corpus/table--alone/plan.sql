-- What differs: column.options, column.statistics, constraint.options, domain.default, domain.not_null, materialized_view.clustered_on, materialized_view.options, policy.using_expression, table.clustered_on, table.force_row_security, table.options, table.replica_identity, table.row_security

-- ===== up =====
ALTER DOMAIN public.d_default SET DEFAULT 1;
ALTER DOMAIN public.d_not_null SET NOT NULL;
ALTER TABLE public.clustered CLUSTER ON clustered_pkey;
ALTER TABLE public.forced FORCE ROW LEVEL SECURITY;
ALTER TABLE public.identified REPLICA IDENTITY FULL;
ALTER INDEX public.key_options_pkey SET (fillfactor=70);
ALTER TABLE public.options SET (fillfactor=70);
ALTER TABLE public.secured ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.settings ALTER COLUMN statistics SET STATISTICS 7;
ALTER TABLE public.settings ALTER COLUMN options SET (n_distinct=7);
ALTER MATERIALIZED VIEW public.m CLUSTER ON m_a;
ALTER MATERIALIZED VIEW public.mo SET (fillfactor=70);
ALTER POLICY used ON public.read USING ((id > 1));

-- ===== down =====
ALTER DOMAIN public.d_default DROP DEFAULT;
ALTER DOMAIN public.d_not_null DROP NOT NULL;
ALTER TABLE public.clustered SET WITHOUT CLUSTER;
ALTER TABLE public.forced NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.identified REPLICA IDENTITY DEFAULT;
ALTER INDEX public.key_options_pkey RESET (fillfactor);
ALTER TABLE public.options RESET (fillfactor);
ALTER TABLE public.secured DISABLE ROW LEVEL SECURITY;
ALTER TABLE public.settings ALTER COLUMN statistics SET STATISTICS -1;
ALTER TABLE public.settings ALTER COLUMN options RESET (n_distinct);
ALTER MATERIALIZED VIEW public.m SET WITHOUT CLUSTER;
ALTER MATERIALIZED VIEW public.mo RESET (fillfactor);
ALTER POLICY used ON public.read USING ((id > 0));
