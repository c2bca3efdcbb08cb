-- What differs: +constraint

-- ===== up =====
-- WARNING: fails where rows do not fit: check constraint "eight" of relation "filtered" is violated by some row
ALTER TABLE public.filtered ADD CONSTRAINT eight CHECK ((a = 8));

-- WARNING: fails where rows do not fit: check constraint "seven" of relation "t" is violated by some row
ALTER TABLE public.t ADD CONSTRAINT seven CHECK ((a = 7));

-- ===== down =====
ALTER TABLE public.filtered DROP CONSTRAINT eight;
ALTER TABLE public.t DROP CONSTRAINT seven;
