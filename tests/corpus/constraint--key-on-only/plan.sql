-- What differs: +column, +constraint, +table, constraint.index_valid

-- ===== up =====
ALTER TABLE public.m1 ADD CONSTRAINT m1_id_key UNIQUE (id);
ALTER INDEX public.m_k ATTACH PARTITION public.m1_id_key;
ALTER TABLE public.m2 ADD CONSTRAINT m2_id_key UNIQUE (id);
ALTER INDEX public.m_k ATTACH PARTITION public.m2_id_key;

CREATE TABLE public.f (
    id integer,
    CONSTRAINT f_id_fkey FOREIGN KEY (id) REFERENCES public.m(id)
);

-- ===== down =====
-- WARNING: destroys all rows of public.f.
DROP TABLE public.f;

ALTER TABLE public.m DROP CONSTRAINT m_k;
ALTER TABLE ONLY public.m ADD CONSTRAINT m_k UNIQUE (id);
