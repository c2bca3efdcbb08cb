-- What differs: column.not_null, column.type, table.partition_bound, table.partition_key, view.columns

-- ===== up =====
ALTER TABLE public.p DETACH PARTITION public.p_one;
ALTER TABLE public.p_one ALTER COLUMN id TYPE bigint;
ALTER TABLE public.p_one ADD CONSTRAINT p_k_not_null NOT NULL k;
DROP VIEW public.seen;
DROP INDEX public.p_one_v_idx;
DROP TABLE public.p;

CREATE TABLE public.p (
    id bigint CONSTRAINT p_id_not_null NOT NULL,
    k integer CONSTRAINT p_k_not_null NOT NULL,
    v text,
    CONSTRAINT p_v_check CHECK ((v <> ''::text))
) PARTITION BY RANGE (k);

CREATE INDEX p_v ON public.p USING btree (v);
ALTER TABLE public.p ATTACH PARTITION public.p_one FOR VALUES FROM (0) TO (10);

CREATE VIEW public.seen AS
 SELECT id
   FROM public.p;

-- ===== down =====
ALTER TABLE public.p DETACH PARTITION public.p_one;

-- WARNING: fails on values of public.p_one.id that are no integer; find them: SELECT * FROM public.p_one WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.p_one ALTER COLUMN id TYPE integer;

DROP VIEW public.seen;
DROP INDEX public.p_one_v_idx;
DROP TABLE public.p;

CREATE TABLE public.p (
    id integer CONSTRAINT p_id_not_null NOT NULL,
    k integer,
    v text,
    CONSTRAINT p_v_check CHECK ((v <> ''::text))
) PARTITION BY LIST (k);

CREATE INDEX p_v ON public.p USING btree (v);
ALTER TABLE public.p ATTACH PARTITION public.p_one FOR VALUES IN (1);
ALTER TABLE public.p_one ALTER COLUMN k DROP NOT NULL;

CREATE VIEW public.seen AS
 SELECT id
   FROM public.p;
