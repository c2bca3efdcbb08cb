-- What differs: +column, +foreign_table, column.inherited, column.local, foreign_table.parents, foreign_table.partition_bound

-- ===== up =====
CREATE FOREIGN TABLE public.p_2 PARTITION OF public.p FOR VALUES FROM (20) TO (30) SERVER s;
DROP FOREIGN TABLE public.child;

CREATE FOREIGN TABLE public.child (
    id integer
) SERVER s;

DROP FOREIGN TABLE public.p_1;
CREATE FOREIGN TABLE public.p_1 PARTITION OF public.p FOR VALUES FROM (0) TO (20) SERVER s;

-- ===== down =====
DROP FOREIGN TABLE public.child;
CREATE FOREIGN TABLE public.child () INHERITS (public.parent) SERVER s;
DROP FOREIGN TABLE public.p_1;
CREATE FOREIGN TABLE public.p_1 PARTITION OF public.p FOR VALUES FROM (0) TO (10) SERVER s;
DROP FOREIGN TABLE public.p_2;
