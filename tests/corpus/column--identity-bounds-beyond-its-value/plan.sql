-- What differs: column.identity_options

-- ===== up =====
-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.t_id_seq', 1000, false) FROM public.t_id_seq WHERE last_value NOT BETWEEN 1000 AND 2000;

ALTER SEQUENCE public.t_id_seq MINVALUE 1000 MAXVALUE 2000 START WITH 1000;

-- ===== down =====
ALTER TABLE public.t ALTER COLUMN id SET MINVALUE 1 SET MAXVALUE 2147483647 SET START WITH 1;
