-- What differs: +default, +sequence, -default, -sequence, sequence.cache, sequence.comment, sequence.cycle, sequence.increment, sequence.maximum, sequence.minimum, sequence.owned_by, sequence.owner, sequence.privileges, sequence.start, sequence.type

-- ===== up =====
ALTER SEQUENCE public.counts AS bigint INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1 NO CYCLE;
ALTER SEQUENCE public.free OWNED BY public.t.m;
CREATE SEQUENCE public.made AS smallint INCREMENT BY -1 START WITH -5 CYCLE;
GRANT USAGE ON SEQUENCE public.made TO reader;
COMMENT ON SEQUENCE public.made IS 'down';
ALTER SEQUENCE public.owned OWNED BY NONE;

-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.plain', 1, false) FROM public.plain WHERE last_value NOT BETWEEN 1 AND 1000;

ALTER SEQUENCE public.plain INCREMENT BY 10 MAXVALUE 1000 CACHE 20;
ALTER SEQUENCE public.plain OWNER TO writer;
GRANT SELECT, UPDATE ON SEQUENCE public.plain TO reader;
COMMENT ON SEQUENCE public.plain IS NULL;
ALTER TABLE public.t ALTER COLUMN m SET DEFAULT nextval('public.free'::regclass);
ALTER TABLE public.t ALTER COLUMN n DROP DEFAULT;

-- The number that public.gone has reached goes with it.
DROP SEQUENCE public.gone;

-- ===== down =====
-- Where it has counted beyond its new bounds, it starts again.
SELECT pg_catalog.setval('public.counts', 20, false) FROM public.counts WHERE last_value NOT BETWEEN 10 AND 100;

ALTER SEQUENCE public.counts AS integer INCREMENT BY 2 MINVALUE 10 MAXVALUE 100 START WITH 20 CACHE 5 CYCLE;
ALTER SEQUENCE public.free OWNED BY NONE;
CREATE SEQUENCE public.gone;
ALTER SEQUENCE public.owned OWNED BY public.t.n;
ALTER SEQUENCE public.plain INCREMENT BY 1 MAXVALUE 9223372036854775807 CACHE 1;
ALTER SEQUENCE public.plain OWNER TO CURRENT_USER;
REVOKE SELECT, UPDATE ON SEQUENCE public.plain FROM reader;
COMMENT ON SEQUENCE public.plain IS 'plain';
ALTER TABLE public.t ALTER COLUMN n SET DEFAULT nextval('public.owned'::regclass);
ALTER TABLE public.t ALTER COLUMN m DROP DEFAULT;

-- The number that public.made has reached goes with it.
DROP SEQUENCE public.made;
