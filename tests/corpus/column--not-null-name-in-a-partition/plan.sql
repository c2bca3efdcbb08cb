-- What differs: column.not_null_constraint

-- ===== up =====
ALTER TABLE public.p DETACH PARTITION public.p_1;
ALTER TABLE public.p_1 RENAME CONSTRAINT p_1_id_not_null TO p_id_not_null;
ALTER TABLE public.p_1 RENAME CONSTRAINT p_1_k_not_null TO p_k_not_null;
ALTER TABLE public.p ATTACH PARTITION public.p_1 FOR VALUES IN (1);
ALTER TABLE public.r RENAME CONSTRAINT one TO two;

-- ===== down =====
ALTER TABLE public.p DETACH PARTITION public.p_1;
ALTER TABLE public.p_1 RENAME CONSTRAINT p_id_not_null TO p_1_id_not_null;
ALTER TABLE public.p_1 RENAME CONSTRAINT p_k_not_null TO p_1_k_not_null;
ALTER TABLE public.p ATTACH PARTITION public.p_1 FOR VALUES IN (1);
ALTER TABLE public.r RENAME CONSTRAINT two TO one;
