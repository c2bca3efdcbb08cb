-- What differs: materialized_view.access_method

-- ===== up =====
ALTER MATERIALIZED VIEW public.m SET ACCESS METHOD heap2;

-- ===== down =====
ALTER MATERIALIZED VIEW public.m SET ACCESS METHOD heap;
