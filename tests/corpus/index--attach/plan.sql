-- What differs: +index, index.called, index.parent_index

-- ===== up =====
CREATE INDEX m_v ON public.m USING btree (v);
ALTER INDEX public.m_2_v_idx RENAME TO m_2_v;

-- ===== down =====
DROP INDEX public.m_v;
CREATE INDEX m_1_v ON public.m_1 USING btree (v);
