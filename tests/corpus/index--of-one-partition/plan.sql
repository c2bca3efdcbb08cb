-- What differs: +column, +index, +table

-- ===== up =====
CREATE INDEX p_u ON public.p USING btree (u);
CREATE TABLE public.p_c PARTITION OF public.p FOR VALUES FROM (20) TO (30);
CREATE INDEX p_v ON ONLY public.p USING btree (v);
CREATE INDEX a_v ON public.p_a USING btree (v);
ALTER INDEX public.p_v ATTACH PARTITION public.a_v;
ALTER INDEX public.p_c_u_idx RENAME TO own_u;
COMMENT ON INDEX public.own_u IS 'own';

-- ===== down =====
DROP INDEX public.p_u;
DROP INDEX public.p_v;

-- WARNING: destroys all rows of public.p_c.
DROP TABLE public.p_c;
