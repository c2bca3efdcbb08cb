-- What differs: sequence.cache, sequence.cycle, sequence.increment, sequence.maximum, sequence.minimum, sequence.start, sequence.type

-- ===== up =====
ALTER SEQUENCE public.cache CACHE 5;
ALTER SEQUENCE public.cycle CYCLE;
ALTER SEQUENCE public.increment INCREMENT BY 2;
ALTER SEQUENCE public.maximum MAXVALUE 200;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.minimum', 5, false) FROM public.minimum WHERE last_value NOT BETWEEN 2 AND 9223372036854775807;

ALTER SEQUENCE public.minimum MINVALUE 2;
ALTER SEQUENCE public.start START WITH 2;
ALTER SEQUENCE public.type AS integer;

-- ===== down =====
ALTER SEQUENCE public.cache CACHE 1;
ALTER SEQUENCE public.cycle NO CYCLE;
ALTER SEQUENCE public.increment INCREMENT BY 1;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.maximum', 1, false) FROM public.maximum WHERE last_value NOT BETWEEN 1 AND 100;

ALTER SEQUENCE public.maximum MAXVALUE 100;
ALTER SEQUENCE public.minimum MINVALUE 1;
ALTER SEQUENCE public.start START WITH 1;
ALTER SEQUENCE public.type AS bigint;
