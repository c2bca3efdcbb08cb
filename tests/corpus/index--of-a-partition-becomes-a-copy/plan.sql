-- What differs: +column, +constraint, +index, +table, -constraint, -index, column.inherited, column.local, table.parents, table.partition_bound

-- ===== up =====
ALTER TABLE public.m_1 RENAME CONSTRAINT own_key TO m_1_id_k_key;
ALTER INDEX public.apart RENAME TO m_2_k_id_idx;
ALTER INDEX public.own RENAME TO m_1_id_idx;
ALTER TABLE public.m ADD CONSTRAINT m_key UNIQUE (id, k);
CREATE INDEX z ON public.m USING btree (id);
ALTER TABLE public.m_2 RENAME CONSTRAINT m_2_id_not_null TO m_id_not_null;
ALTER TABLE public.m_2 RENAME CONSTRAINT m_2_k_not_null TO m_k_not_null;

-- WARNING: fails where rows do not fit: partition constraint of relation "m_2" is violated by some row
ALTER TABLE public.m ATTACH PARTITION public.m_2 FOR VALUES IN (2);

CREATE TABLE public.n (
    id integer
) PARTITION BY LIST (id);

CREATE TABLE public.n_1 PARTITION OF public.n FOR VALUES IN (1);
ALTER TABLE public.n_1 ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES public.r(id);
ALTER TABLE public.n ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES public.s(id);

-- ===== down =====
ALTER TABLE public.m DETACH PARTITION public.m_2;
ALTER TABLE public.m_2 RENAME CONSTRAINT m_id_not_null TO m_2_id_not_null;
ALTER TABLE public.m_2 RENAME CONSTRAINT m_k_not_null TO m_2_k_not_null;
DROP INDEX public.m_2_id_idx;
DROP INDEX public.z;
ALTER TABLE public.m_2 DROP CONSTRAINT m_2_id_k_key;
ALTER TABLE public.m DROP CONSTRAINT m_key;

-- WARNING: destroys all rows of public.n.
DROP TABLE public.n;

ALTER TABLE public.m_1 ADD CONSTRAINT m_1_id_k_key UNIQUE (id, k);
CREATE INDEX m_1_id_idx ON public.m_1 USING btree (id);
ALTER INDEX public.m_1_id_idx RENAME TO own;
ALTER INDEX public.m_2_k_id_idx RENAME TO apart;
ALTER TABLE public.m_1 RENAME CONSTRAINT m_1_id_k_key TO own_key;
