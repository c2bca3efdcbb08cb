-- What differs: column.not_null, index.called, table.replica_identity, table.replica_index

-- ===== up =====
ALTER TABLE public.m1 ALTER COLUMN id SET NOT NULL;
ALTER TABLE public.m1 REPLICA IDENTITY USING INDEX m1_id_idx;

-- ===== down =====
ALTER TABLE public.m1 REPLICA IDENTITY DEFAULT;
ALTER TABLE public.m1 ALTER COLUMN id DROP NOT NULL;
