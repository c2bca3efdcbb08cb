-- What differs: +column, +default, column.not_null_constraint

-- ===== up =====
ALTER TABLE public.p DETACH PARTITION public.p_1;
ALTER TABLE public.p_1 RENAME CONSTRAINT written TO p_id_not_null;
ALTER TABLE public.p_1 RENAME CONSTRAINT p_1_k_not_null TO p_k_not_null;
ALTER TABLE public.p ATTACH PARTITION public.p_1 FOR VALUES IN (1);
ALTER TABLE public.r RENAME CONSTRAINT one TO two;
ALTER TABLE public.s ADD COLUMN n integer NOT NULL DEFAULT 0;
ALTER TABLE public.s DETACH PARTITION public.s_1;
ALTER TABLE public.s RENAME CONSTRAINT s_id_not_null TO three;
ALTER TABLE public.s ATTACH PARTITION public.s_1 FOR VALUES IN (1);

-- ===== down =====
ALTER TABLE public.p DETACH PARTITION public.p_1;
ALTER TABLE public.p_1 RENAME CONSTRAINT p_id_not_null TO written;
ALTER TABLE public.p_1 RENAME CONSTRAINT p_k_not_null TO p_1_k_not_null;
ALTER TABLE public.p ATTACH PARTITION public.p_1 FOR VALUES IN (1);
ALTER TABLE public.r RENAME CONSTRAINT two TO one;

-- WARNING: destroys the values of public.s.n.
ALTER TABLE public.s DROP COLUMN n;

ALTER TABLE public.s DETACH PARTITION public.s_1;
ALTER TABLE public.s RENAME CONSTRAINT three TO s_id_not_null;
ALTER TABLE public.s ATTACH PARTITION public.s_1 FOR VALUES IN (1);
