-- What differs: sequence.cycle, sequence.increment, sequence.maximum, sequence.minimum, sequence.start, sequence.type

-- ===== up =====
-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.s', 100, false) FROM public.s WHERE last_value NOT BETWEEN 100 AND 9223372036854775807;

ALTER SEQUENCE public.s MINVALUE 100 START WITH 100;
ALTER SEQUENCE public.s2 MAXVALUE 300;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.s2', 200, false) FROM public.s2 WHERE last_value NOT BETWEEN 200 AND 300;

ALTER SEQUENCE public.s2 MINVALUE 200 START WITH 200;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.s3', 1, false) FROM public.s3 WHERE last_value NOT BETWEEN 1 AND 2147483647;

ALTER SEQUENCE public.s3 AS integer START WITH 1;
ALTER SEQUENCE public.s4 MAXVALUE 9223372036854775807;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.s4', 1, false) FROM public.s4 WHERE last_value NOT BETWEEN 1 AND 9223372036854775807;

ALTER SEQUENCE public.s4 INCREMENT BY 1 MINVALUE 1 START WITH 1;
ALTER SEQUENCE public.s5 MAXVALUE 20;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.s5', 17, false) FROM public.s5 WHERE last_value NOT BETWEEN 15 AND 20;

ALTER SEQUENCE public.s5 MINVALUE 15 START WITH 17 NO CYCLE;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.t_id_seq', 60, false) FROM public.t_id_seq WHERE last_value NOT BETWEEN 50 AND 2147483647;

ALTER SEQUENCE public.t_id_seq MINVALUE 50 START WITH 60;

-- ===== down =====
ALTER SEQUENCE public.s MINVALUE 1 START WITH 1;
ALTER SEQUENCE public.s2 MINVALUE 10;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.s2', 20, false) FROM public.s2 WHERE last_value NOT BETWEEN 10 AND 100;

ALTER SEQUENCE public.s2 MAXVALUE 100 START WITH 20;
ALTER SEQUENCE public.s3 AS bigint START WITH 3000000000;
ALTER SEQUENCE public.s4 MINVALUE -9223372036854775808;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.s4', -1, false) FROM public.s4 WHERE last_value NOT BETWEEN -9223372036854775808 AND -1;

ALTER SEQUENCE public.s4 INCREMENT BY -1 MAXVALUE -1 START WITH -1;
ALTER SEQUENCE public.s5 MINVALUE 5;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.s5', 5, false) FROM public.s5 WHERE last_value NOT BETWEEN 5 AND 10;

ALTER SEQUENCE public.s5 MAXVALUE 10 START WITH 5 CYCLE;
ALTER SEQUENCE public.t_id_seq MINVALUE 1 START WITH 1;
