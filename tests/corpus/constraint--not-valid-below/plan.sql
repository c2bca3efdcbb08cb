-- What differs: +column, +constraint, +table

-- ===== up =====
CREATE TABLE public.early () INHERITS (public.parent);
CREATE TABLE public.p_early PARTITION OF public.p FOR VALUES FROM (0) TO (10) PARTITION BY LIST (id);
ALTER TABLE public.p_early ALTER COLUMN u SET NOT NULL;
CREATE TABLE public.p_early_one PARTITION OF public.p_early FOR VALUES IN (1);
ALTER TABLE public.p ADD CONSTRAINT p_c CHECK ((u > 0)) NOT VALID;
CREATE TABLE public.p_late PARTITION OF public.p FOR VALUES FROM (10) TO (20);
ALTER TABLE public.parent ADD CONSTRAINT parent_c CHECK ((n > 0)) NOT VALID;
CREATE TABLE public.late () INHERITS (public.parent);

-- ===== down =====
-- WARNING: destroys all rows of public.early.
DROP TABLE public.early;

-- WARNING: destroys all rows of public.late.
DROP TABLE public.late;

ALTER TABLE public.p DROP CONSTRAINT p_c;

-- WARNING: destroys all rows of public.p_early.
DROP TABLE public.p_early;

-- WARNING: destroys all rows of public.p_late.
DROP TABLE public.p_late;

ALTER TABLE public.parent DROP CONSTRAINT parent_c;
