-- What differs: constraint.called

-- ===== up =====
ALTER TABLE public.m_1 RENAME CONSTRAINT m_1_id_at_key TO mine;

-- ===== down =====
ALTER TABLE public.m_1 RENAME CONSTRAINT mine TO m_1_id_at_key;
