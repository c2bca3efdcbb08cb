-- What differs: +index, index.valid

-- ===== up =====
CREATE INDEX m2_i ON public.m2 USING btree (a);
ALTER INDEX public.m_i ATTACH PARTITION public.m2_i;

-- ===== down =====
DROP INDEX public.m_i;
CREATE INDEX m_i ON ONLY public.m USING btree (a);
CREATE INDEX m1_i ON public.m1 USING btree (a);
ALTER INDEX public.m_i ATTACH PARTITION public.m1_i;
