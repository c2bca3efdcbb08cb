-- What differs: +column, +index, +table, index.called, index.comment

-- ===== up =====
ALTER INDEX public.n_1_id_idx RENAME TO n_1_id_idx__schemactl_old;
ALTER INDEX public.n_1_id_idx1 RENAME TO n_1_id_idx1__schemactl_old;
ALTER INDEX public.n_1_id_idx1__schemactl_old RENAME TO n_1_id_idx;
ALTER INDEX public.n_1_id_idx__schemactl_old RENAME TO n_1_id_idx1;
COMMENT ON INDEX public.n_1_id_idx IS 'of na, which has it as n_1_id_idx1 so far';

CREATE TABLE public.o (
    id integer
) PARTITION BY HASH (id);

CREATE INDEX oz ON public.o USING btree (id);
CREATE INDEX oa ON public.o USING btree (id);
CREATE TABLE public.o_1 PARTITION OF public.o FOR VALUES WITH (modulus 1, remainder 0);
COMMENT ON INDEX public.o_1_id_idx IS 'of oz';

-- ===== down =====
ALTER INDEX public.n_1_id_idx1 RENAME TO n_1_id_idx1__schemactl_old;
ALTER INDEX public.n_1_id_idx RENAME TO n_1_id_idx__schemactl_old;
ALTER INDEX public.n_1_id_idx__schemactl_old RENAME TO n_1_id_idx1;
ALTER INDEX public.n_1_id_idx1__schemactl_old RENAME TO n_1_id_idx;
COMMENT ON INDEX public.n_1_id_idx1 IS NULL;

-- WARNING: destroys all rows of public.o.
DROP TABLE public.o;
