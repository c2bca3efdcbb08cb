-- What differs: view.columns, view.definition

-- ===== up =====
DROP VIEW public.w;

CREATE VIEW public.w AS
 SELECT a
   FROM public.f() f(a, b, c);

-- ===== down =====
CREATE OR REPLACE VIEW public.w AS
 SELECT a,
    b
   FROM public.f() f(a, b);
