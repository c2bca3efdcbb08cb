-- What differs: column.type, table.partition_bound, table.partition_key_columns

-- ===== up =====
ALTER TABLE public.s DETACH PARTITION public.s1;
ALTER TABLE public.s1 ALTER COLUMN a TYPE bigint;
ALTER TABLE public.f DROP CONSTRAINT f_id_fkey;
ALTER TABLE public.m DETACH PARTITION public.m1;
ALTER TABLE public.f ALTER COLUMN id TYPE bigint;
ALTER TABLE public.m1 DROP CONSTRAINT m1_pkey;
ALTER TABLE public.m1 ALTER COLUMN id TYPE bigint;
DROP TABLE public.m;

CREATE TABLE public.m (
    id bigint CONSTRAINT m_id_not_null NOT NULL,
    a integer,
    CONSTRAINT m_pkey PRIMARY KEY (id)
) PARTITION BY RANGE (id);

ALTER TABLE public.m ATTACH PARTITION public.m1 FOR VALUES FROM ('0') TO ('10');
ALTER TABLE public.f ADD CONSTRAINT f_id_fkey FOREIGN KEY (id) REFERENCES public.m(id);
DROP TABLE public.s;
ALTER TABLE public.r ALTER COLUMN a TYPE bigint;
CREATE TABLE public.s PARTITION OF public.r FOR VALUES FROM (0) TO (10) PARTITION BY LIST (((a + 1)));
ALTER TABLE public.s ATTACH PARTITION public.s1 FOR VALUES IN ('1');

-- ===== down =====
ALTER TABLE public.s DETACH PARTITION public.s1;

-- WARNING: fails on values of public.s1.a that are no integer; find them: SELECT * FROM public.s1 WHERE a NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.s1 ALTER COLUMN a TYPE integer;

ALTER TABLE public.f DROP CONSTRAINT f_id_fkey;
ALTER TABLE public.m DETACH PARTITION public.m1;

-- WARNING: fails on values of public.f.id that are no integer; find them: SELECT * FROM public.f WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.f ALTER COLUMN id TYPE integer;

ALTER TABLE public.m1 DROP CONSTRAINT m1_pkey;

-- WARNING: fails on values of public.m1.id that are no integer; find them: SELECT * FROM public.m1 WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.m1 ALTER COLUMN id TYPE integer;

DROP TABLE public.m;

CREATE TABLE public.m (
    id integer CONSTRAINT m_id_not_null NOT NULL,
    a integer,
    CONSTRAINT m_pkey PRIMARY KEY (id)
) PARTITION BY RANGE (id);

ALTER TABLE public.m ATTACH PARTITION public.m1 FOR VALUES FROM (0) TO (10);
ALTER TABLE public.f ADD CONSTRAINT f_id_fkey FOREIGN KEY (id) REFERENCES public.m(id);
DROP TABLE public.s;

-- WARNING: fails on values of public.r.a that are no integer; find them: SELECT * FROM public.r WHERE a NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.r ALTER COLUMN a TYPE integer;

CREATE TABLE public.s PARTITION OF public.r FOR VALUES FROM (0) TO (10) PARTITION BY LIST (((a + 1)));
ALTER TABLE public.s ATTACH PARTITION public.s1 FOR VALUES IN (1);
