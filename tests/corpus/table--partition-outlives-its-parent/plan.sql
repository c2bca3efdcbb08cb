-- What differs: -default, -index, column.type, table.options, table.partition_bound, table.partition_key, table.partition_key_columns

-- ===== up =====
ALTER TABLE public.p DETACH PARTITION public.p_one;
DROP INDEX public.p_one_v_idx;
DROP TABLE public.p;

CREATE TABLE public.p (
    id integer CONSTRAINT p_id_not_null NOT NULL,
    k integer CONSTRAINT p_k_not_null NOT NULL,
    v integer
) PARTITION BY RANGE (k, id);

ALTER TABLE public.p_one RESET (fillfactor);
ALTER TABLE public.p_one ALTER COLUMN v DROP DEFAULT;

-- WARNING: fails on values of public.p_one.v that are no integer; find them: SELECT * FROM public.p_one WHERE NOT pg_input_is_valid(v::text, 'integer')
ALTER TABLE public.p_one ALTER COLUMN v TYPE integer USING v::integer;

ALTER TABLE public.p ATTACH PARTITION public.p_one FOR VALUES FROM (0, 0) TO (10, 10);

-- ===== down =====
ALTER TABLE public.p DETACH PARTITION public.p_one;
DROP TABLE public.p;

CREATE TABLE public.p (
    id integer CONSTRAINT p_id_not_null NOT NULL,
    k integer CONSTRAINT p_k_not_null NOT NULL,
    v text DEFAULT 'v'::text
) PARTITION BY RANGE (k);

ALTER TABLE public.p_one SET (fillfactor=80);
ALTER TABLE public.p_one ALTER COLUMN v TYPE text;
CREATE INDEX p_v ON public.p USING btree (v);
ALTER TABLE public.p ATTACH PARTITION public.p_one FOR VALUES FROM (0) TO (10);
ALTER TABLE public.p_one ALTER COLUMN v SET DEFAULT 'v'::text;
