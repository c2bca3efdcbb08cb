-- What differs: composite_type.attributes

-- ===== up =====
-- WARNING: destroys z in every column of type public.point3.
ALTER TYPE public.point3 DROP ATTRIBUTE z;

ALTER TYPE public.point3 ADD ATTRIBUTE label text;

-- ===== down =====
-- WARNING: this cannot bring back z in every column of type public.point3.

-- WARNING: destroys label in every column of type public.point3.
ALTER TYPE public.point3 DROP ATTRIBUTE label;

ALTER TYPE public.point3 ADD ATTRIBUTE z integer;
