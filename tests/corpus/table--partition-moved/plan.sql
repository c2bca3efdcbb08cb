-- What differs: +column, +constraint, -constraint, column.inherited, column.local, column.not_null, column.type, table.parents, table.partition_bound

-- ===== up =====
ALTER TABLE public.p DETACH PARTITION public.p_left;
ALTER TABLE public.p ALTER COLUMN v SET NOT NULL;
ALTER TABLE public.p ADD COLUMN w integer;
ALTER TABLE public.p ADD CONSTRAINT p_v_check CHECK ((v <> ''::text));
ALTER TABLE public.p_left RENAME CONSTRAINT p_id_not_null TO p_left_id_not_null;
ALTER TABLE public.p_left RENAME CONSTRAINT p_k_not_null TO p_left_k_not_null;
ALTER TABLE public.p_left DROP CONSTRAINT p_left_id_k_key;
ALTER TABLE public.p_left ALTER COLUMN id TYPE bigint;
ALTER TABLE public.p DROP CONSTRAINT p_id_k_key;
ALTER TABLE public.p ALTER COLUMN id TYPE bigint;
ALTER TABLE public.p DETACH PARTITION public.p_one;
ALTER TABLE public.p ATTACH PARTITION public.p_one FOR VALUES FROM (0) TO (20);

-- ===== down =====
-- WARNING: fails on values of public.p.id that are no integer; find them: SELECT * FROM public.p WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.p ALTER COLUMN id TYPE integer;

ALTER TABLE public.p_left RENAME CONSTRAINT p_left_id_not_null TO p_id_not_null;
ALTER TABLE public.p_left RENAME CONSTRAINT p_left_k_not_null TO p_k_not_null;

-- WARNING: fails on values of public.p_left.id that are no integer; find them: SELECT * FROM public.p_left WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.p_left ALTER COLUMN id TYPE integer;

ALTER TABLE public.p ADD CONSTRAINT p_id_k_key UNIQUE (id, k);
ALTER TABLE public.p DROP CONSTRAINT p_v_check;
ALTER TABLE public.p ALTER COLUMN v DROP NOT NULL;

-- WARNING: destroys the values of public.p.w.
ALTER TABLE public.p DROP COLUMN w;

ALTER TABLE public.p DETACH PARTITION public.p_one;
ALTER TABLE public.p ATTACH PARTITION public.p_left FOR VALUES FROM (20) TO (30);
ALTER TABLE public.p ATTACH PARTITION public.p_one FOR VALUES FROM (0) TO (10);
