-- What differs: table.access_method, table.partition_key, table.partition_key_columns, table.partitioned

-- ===== up =====
-- WARNING: destroys all rows of public.t.
DROP TABLE public.t;

CREATE TABLE public.t (
    id integer,
    k integer
) PARTITION BY RANGE (k);

-- ===== down =====
-- WARNING: this cannot bring back all rows of public.t.

-- WARNING: destroys all rows of public.t.
DROP TABLE public.t;

CREATE TABLE public.t (
    id integer,
    k integer
);
