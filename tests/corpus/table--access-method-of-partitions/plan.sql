-- What differs: +column, +table, table.access_method

-- ===== up =====
ALTER TABLE public.given SET ACCESS METHOD heap;

CREATE TABLE public.made (
    k integer
) PARTITION BY LIST (k) USING heap2;

CREATE TABLE public.made_1 PARTITION OF public.made FOR VALUES IN (1) USING heap2;
CREATE TABLE public.made_2 PARTITION OF public.made FOR VALUES IN (2);
ALTER TABLE public.other SET ACCESS METHOD heap2;
ALTER TABLE public.taken SET ACCESS METHOD DEFAULT;
ALTER TABLE public.made_2 SET ACCESS METHOD heap;

-- ===== down =====
ALTER TABLE public.given SET ACCESS METHOD DEFAULT;
ALTER TABLE public.other SET ACCESS METHOD heap;
ALTER TABLE public.taken SET ACCESS METHOD heap2;

-- WARNING: destroys all rows of public.made.
DROP TABLE public.made;
