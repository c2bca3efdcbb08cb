-- What differs: +column, +constraint, +default, +table, -column, -constraint, -table, table.of_type

-- ===== up =====
ALTER TABLE public.b NOT OF;
ALTER TABLE public.a OF public.pair;
CREATE TABLE public.made OF public.pair;
ALTER TABLE public.made ALTER COLUMN x SET DEFAULT 1;
ALTER TABLE public.made ADD CONSTRAINT made_y_key UNIQUE (y);

-- WARNING: destroys all rows of public.gone.
DROP TABLE public.gone;

-- ===== down =====
-- WARNING: this cannot bring back all rows of public.gone.

ALTER TABLE public.a NOT OF;
ALTER TABLE public.b OF public.pair;
CREATE TABLE public.gone OF public.pair;
ALTER TABLE public.gone ADD CONSTRAINT gone_pkey PRIMARY KEY (x);

-- WARNING: destroys all rows of public.made.
DROP TABLE public.made;
