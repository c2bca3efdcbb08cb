-- What differs: +index, -index, column.inherited, column.local, table.parents, table.partition_bound

-- ===== up =====
ALTER INDEX public.m1_a_idx1 RENAME TO mine;
ALTER TABLE public.m DETACH PARTITION public.m1;
DROP INDEX public.m1_a_idx;

-- ===== down =====
ALTER TABLE public.m ATTACH PARTITION public.m1 FOR VALUES FROM (0) TO (10);
ALTER INDEX public.mine RENAME TO mine__schemactl_old;
ALTER INDEX public.m1_a_idx RENAME TO m1_a_idx__schemactl_old;
ALTER INDEX public.mine__schemactl_old RENAME TO m1_a_idx;
ALTER INDEX public.m1_a_idx__schemactl_old RENAME TO mine;
ALTER INDEX public.mine RENAME TO m1_a_idx1;
