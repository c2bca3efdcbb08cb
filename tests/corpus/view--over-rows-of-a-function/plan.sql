-- What differs: +column, -column, view.columns, view.definition

-- ===== up =====
ALTER TABLE public.w ADD COLUMN c integer;
DROP VIEW public.w3;

-- WARNING: destroys the values of public.w.b.
ALTER TABLE public.w DROP COLUMN b;

CREATE VIEW public.w3 AS
 SELECT id,
    c
   FROM public.wrow() wrow(id, c);

-- ===== down =====
-- WARNING: this cannot bring back the values of public.w.b.

ALTER TABLE public.w ADD COLUMN b text;
DROP VIEW public.w3;

-- WARNING: destroys the values of public.w.c.
ALTER TABLE public.w DROP COLUMN c;

CREATE VIEW public.w3 AS
 SELECT id,
    b
   FROM public.wrow() wrow(id, b);
