-- What differs: +constraint

-- ===== up =====
-- WARNING: fails where rows do not fit: check constraint "double" of relation "filtered" is violated by some row
ALTER TABLE public.filtered ADD CONSTRAINT double CHECK (((a + a) = 2468));

-- WARNING: fails where rows do not fit: check constraint "twice" of relation "t" is violated by some row
ALTER TABLE public.t ADD CONSTRAINT twice CHECK (((a + a) = 2468));

-- ===== down =====
ALTER TABLE public.filtered DROP CONSTRAINT double;
ALTER TABLE public.t DROP CONSTRAINT twice;
