-- What differs: +index

-- ===== up =====
ALTER INDEX public.m1_id_idx1 RENAME TO m1_id_idx2;
CREATE INDEX m1_id_idx1 ON public.other USING btree (q);

-- ===== down =====
DROP INDEX public.m1_id_idx1;
ALTER INDEX public.m1_id_idx2 RENAME TO m1_id_idx1;
