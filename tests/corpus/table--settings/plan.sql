-- What differs: table.clustered_on, table.force_row_security, table.options, table.replica_identity, table.replica_index, table.row_security, table.unlogged

-- ===== up =====
ALTER TABLE public.a SET (fillfactor=90, autovacuum_vacuum_scale_factor=0.02, toast.autovacuum_enabled=false);
ALTER TABLE public.a RESET (autovacuum_enabled);
ALTER TABLE public.a REPLICA IDENTITY USING INDEX a_id;
ALTER TABLE public.a CLUSTER ON a_x;
ALTER TABLE public.b DISABLE ROW LEVEL SECURITY;
ALTER TABLE public.b NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.c SET UNLOGGED;
ALTER TABLE public.d ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.d REPLICA IDENTITY DEFAULT;
ALTER TABLE public.d CLUSTER ON d_pkey;

-- ===== down =====
ALTER TABLE public.a SET (fillfactor=70, autovacuum_enabled=false);
ALTER TABLE public.a RESET (autovacuum_vacuum_scale_factor, toast.autovacuum_enabled);
ALTER TABLE public.a REPLICA IDENTITY FULL;
ALTER TABLE public.a CLUSTER ON a_id;
ALTER TABLE public.b ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.b FORCE ROW LEVEL SECURITY;
ALTER TABLE public.c SET LOGGED;
ALTER TABLE public.d DISABLE ROW LEVEL SECURITY;
ALTER TABLE public.d SET WITHOUT CLUSTER;
ALTER TABLE public.d REPLICA IDENTITY NOTHING;
