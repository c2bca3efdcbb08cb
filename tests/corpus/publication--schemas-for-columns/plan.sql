-- What differs: publication.schemas, publication.tables

-- ===== up =====
ALTER PUBLICATION p SET TABLES IN SCHEMA public;

-- ===== down =====
ALTER PUBLICATION p DROP TABLES IN SCHEMA public;
ALTER PUBLICATION p ADD TABLE public.t (id);
