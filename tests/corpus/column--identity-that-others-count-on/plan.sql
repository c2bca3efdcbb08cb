-- What differs: -default, -sequence, column.identity, column.identity_options

-- ===== up =====
SET check_function_bodies = off;
DROP VIEW public.v;
ALTER TABLE public.t1 ALTER COLUMN id DROP DEFAULT;
ALTER TABLE public.t2 ALTER COLUMN id DROP DEFAULT;
ALTER TABLE public.t3 ALTER COLUMN id DROP DEFAULT;
DROP FUNCTION public.f();
ALTER SEQUENCE public.t1_id_seq RENAME TO t1_id_seq__schemactl_old;
ALTER TABLE public.t1 ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

-- New values are counted on from where the old sequence stands.
SELECT pg_catalog.setval('public.t1_id_seq', last_value, is_called) FROM public.t1_id_seq__schemactl_old;

DROP SEQUENCE public.t1_id_seq__schemactl_old;

CREATE OR REPLACE FUNCTION public.f()
 RETURNS bigint
 LANGUAGE sql
RETURN nextval('public.t1_id_seq'::regclass);

ALTER TABLE public.t2 ALTER COLUMN id SET DEFAULT nextval('public.t1_id_seq'::regclass);
ALTER TABLE public.t3 ALTER COLUMN id SET DEFAULT (nextval('public.t1_id_seq'::regclass) + 100);

CREATE VIEW public.v AS
 SELECT nextval('public.t1_id_seq'::regclass) AS n;

-- ===== down =====
SET check_function_bodies = off;
ALTER SEQUENCE public.t1_id_seq RENAME TO t1_id_seq__schemactl_old;
CREATE SEQUENCE public.t1_id_seq AS integer;

-- New values are counted on from where the old sequence stands.
SELECT pg_catalog.setval('public.t1_id_seq', last_value, is_called) FROM public.t1_id_seq__schemactl_old;

DROP VIEW public.v;

CREATE VIEW public.v AS
 SELECT nextval('public.t1_id_seq'::regclass) AS n;

ALTER TABLE public.t2 ALTER COLUMN id DROP DEFAULT;
ALTER TABLE public.t2 ALTER COLUMN id SET DEFAULT nextval('public.t1_id_seq'::regclass);
ALTER TABLE public.t3 ALTER COLUMN id DROP DEFAULT;
ALTER TABLE public.t3 ALTER COLUMN id SET DEFAULT (nextval('public.t1_id_seq'::regclass) + 100);
DROP FUNCTION public.f();

CREATE OR REPLACE FUNCTION public.f()
 RETURNS bigint
 LANGUAGE sql
RETURN nextval('public.t1_id_seq'::regclass);

ALTER TABLE public.t1 ALTER COLUMN id DROP IDENTITY;
ALTER SEQUENCE public.t1_id_seq OWNED BY public.t1.id;
ALTER TABLE public.t1 ALTER COLUMN id SET DEFAULT nextval('public.t1_id_seq'::regclass);
