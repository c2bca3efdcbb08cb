-- What differs: +column, +constraint, +materialized_view, +table, -column, -constraint, -table, table.access_method

-- ===== up =====
ALTER TABLE public.a SET ACCESS METHOD heap2;

CREATE TABLE public.c (
    id integer NOT NULL,
    CONSTRAINT c_pkey PRIMARY KEY (id)
) USING heap2;

CREATE MATERIALIZED VIEW public.d USING heap2 AS
 SELECT id
   FROM public.a;

-- WARNING: destroys all rows of public.b.
DROP TABLE public.b;

-- ===== down =====
-- WARNING: this cannot bring back all rows of public.b.

ALTER TABLE public.a SET ACCESS METHOD heap;

CREATE TABLE public.b (
    id integer NOT NULL,
    CONSTRAINT b_pkey PRIMARY KEY (id)
) USING heap2;

DROP MATERIALIZED VIEW public.d;

-- WARNING: destroys all rows of public.c.
DROP TABLE public.c;
