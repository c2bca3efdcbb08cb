-- What differs: index.called, index.parent_index

-- ===== up =====
ALTER INDEX public.m_i ATTACH PARTITION public.m1_i;

-- ===== down =====
DROP INDEX public.m_i;
CREATE INDEX m_i ON ONLY public.m USING btree (a);
CREATE INDEX m1_i ON public.m1 USING btree (a);
COMMENT ON INDEX public.m1_i IS 'its own';
