-- What differs: +constraint

-- ===== up =====
ALTER TABLE ONLY public.m ADD CONSTRAINT m_k UNIQUE (id);
ALTER TABLE public.m1 ADD CONSTRAINT m1_k UNIQUE (id);
ALTER INDEX public.m_k ATTACH PARTITION public.m1_k;

-- ===== down =====
ALTER TABLE public.m DROP CONSTRAINT m_k;
