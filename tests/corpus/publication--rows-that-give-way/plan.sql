-- What differs: +constraint

-- ===== up =====
-- WARNING: fails where rows do not fit: check constraint "seven" of relation "t" is violated by some row
ALTER TABLE public.t ADD CONSTRAINT seven CHECK ((a = 7));

-- ===== down =====
ALTER TABLE public.t DROP CONSTRAINT seven;
