-- What differs: +index

-- ===== up =====
CREATE INDEX x1 ON public.m USING btree (id);
CREATE INDEX m1_id_idx1 ON public.other USING btree (q);
CREATE INDEX x2 ON public.m USING btree (id);

-- ===== down =====
DROP INDEX public.x1;
DROP INDEX public.x2;
DROP INDEX public.m1_id_idx1;
