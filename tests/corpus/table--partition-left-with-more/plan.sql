-- What differs: +column, +constraint, -column, -constraint, -table, column.inherited, column.local, table.parents, table.partition_bound

-- ===== up =====
ALTER TABLE public.p DETACH PARTITION public.p_one;
ALTER TABLE public.p_one RENAME CONSTRAINT p_id_not_null TO p_one_id_not_null;
ALTER TABLE public.p_one RENAME CONSTRAINT p_k_not_null TO p_one_k_not_null;
ALTER TABLE public.p_one ADD COLUMN own text;
ALTER TABLE public.p_one DROP CONSTRAINT p_one_pkey;
ALTER TABLE public.p_one ADD CONSTRAINT own_key PRIMARY KEY (id);
DROP TABLE public.p;

-- ===== down =====
ALTER TABLE public.p_one RENAME CONSTRAINT p_one_id_not_null TO p_id_not_null;
ALTER TABLE public.p_one RENAME CONSTRAINT p_one_k_not_null TO p_k_not_null;
ALTER TABLE public.p_one DROP CONSTRAINT own_key;

CREATE TABLE public.p (
    id integer CONSTRAINT p_id_not_null NOT NULL,
    k integer CONSTRAINT p_k_not_null NOT NULL,
    CONSTRAINT p_pkey PRIMARY KEY (id, k)
) PARTITION BY RANGE (k);

-- WARNING: destroys the values of public.p_one.own.
ALTER TABLE public.p_one DROP COLUMN own;

ALTER TABLE public.p ATTACH PARTITION public.p_one FOR VALUES FROM (0) TO (10);
