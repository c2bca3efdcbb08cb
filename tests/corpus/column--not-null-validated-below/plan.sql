-- What differs: column.not_null_constraint

-- ===== up =====
ALTER TABLE public.m ALTER COLUMN a DROP NOT NULL;
ALTER TABLE public.m ADD CONSTRAINT m_a NOT NULL a NOT VALID;
ALTER TABLE public.m1 VALIDATE CONSTRAINT m_a;

-- ===== down =====
ALTER TABLE public.m VALIDATE CONSTRAINT m_a;
