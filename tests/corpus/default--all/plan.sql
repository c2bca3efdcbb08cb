-- What differs: +default, -default, default.expression

-- ===== up =====
ALTER TABLE public.a ALTER COLUMN b SET DEFAULT 2;
ALTER TABLE public.a ALTER COLUMN c SET DEFAULT public.token();
ALTER TABLE public.a ALTER COLUMN d SET DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE public.a ALTER COLUMN f SET DEFAULT 'y'::text;
ALTER TABLE public.a ALTER COLUMN g SET DEFAULT '{}'::text[];
ALTER TABLE public.a ALTER COLUMN e DROP DEFAULT;
ALTER TABLE public.a ALTER COLUMN h DROP DEFAULT;

-- ===== down =====
ALTER TABLE public.a ALTER COLUMN b SET DEFAULT 1;
ALTER TABLE public.a ALTER COLUMN d SET DEFAULT now();
ALTER TABLE public.a ALTER COLUMN e SET DEFAULT nextval('public.numbers'::regclass);
ALTER TABLE public.a ALTER COLUMN f SET DEFAULT 'x'::text;
ALTER TABLE public.a ALTER COLUMN g SET DEFAULT ARRAY['a'::text];
ALTER TABLE public.a ALTER COLUMN h SET DEFAULT '{}'::jsonb;
ALTER TABLE public.a ALTER COLUMN c DROP DEFAULT;
