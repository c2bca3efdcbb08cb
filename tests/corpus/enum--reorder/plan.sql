-- What differs: enum.labels

-- ===== up =====
SET check_function_bodies = off;
DROP VIEW public.happy;
DROP INDEX public.people_mood;
ALTER TABLE public.people DROP CONSTRAINT not_sad;
ALTER TABLE public.people ALTER COLUMN mood DROP DEFAULT;
ALTER TABLE public.people ALTER COLUMN moods DROP DEFAULT;
DROP FUNCTION public.is_sad(m public.mood);

-- enum public.mood is rebuilt; its columns are moved over to it.
ALTER TYPE public.mood RENAME TO mood__schemactl_old;

CREATE TYPE public.mood AS ENUM ('happy', 'ok', 'sad');
GRANT USAGE ON TYPE public.mood TO reader;
COMMENT ON TYPE public.mood IS 'how it is';

CREATE OR REPLACE FUNCTION public.is_sad(m public.mood)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT m = 'sad'$function$;

COMMENT ON FUNCTION public.is_sad(m public.mood) IS 'sad';

-- WARNING: fails on values of public.people.mood that are no public.mood; find them: SELECT * FROM public.people WHERE mood::text NOT IN ('happy', 'ok', 'sad')
ALTER TABLE public.people ALTER COLUMN mood TYPE public.mood USING mood::text::public.mood;

ALTER TABLE public.people ALTER COLUMN moods TYPE public.mood[] USING moods::text[]::public.mood[];
ALTER TABLE public.people ALTER COLUMN mood SET DEFAULT 'ok'::public.mood;
ALTER TABLE public.people ALTER COLUMN moods SET DEFAULT '{}'::public.mood[];
ALTER TABLE public.people ADD CONSTRAINT not_sad CHECK ((NOT public.is_sad(mood)));
CREATE INDEX people_mood ON public.people USING btree (mood) WHERE (mood = 'happy'::public.mood);

CREATE VIEW public.happy AS
 SELECT id
   FROM public.people
  WHERE (mood = 'happy'::public.mood);

DROP TYPE public.mood__schemactl_old;

-- ===== down =====
SET check_function_bodies = off;
DROP VIEW public.happy;
DROP INDEX public.people_mood;
ALTER TABLE public.people DROP CONSTRAINT not_sad;
ALTER TABLE public.people ALTER COLUMN mood DROP DEFAULT;
ALTER TABLE public.people ALTER COLUMN moods DROP DEFAULT;
DROP FUNCTION public.is_sad(m public.mood);

-- enum public.mood is rebuilt; its columns are moved over to it.
ALTER TYPE public.mood RENAME TO mood__schemactl_old;

CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'happy', 'unused');
GRANT USAGE ON TYPE public.mood TO reader;
COMMENT ON TYPE public.mood IS 'how it is';

CREATE OR REPLACE FUNCTION public.is_sad(m public.mood)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT m = 'sad'$function$;

COMMENT ON FUNCTION public.is_sad(m public.mood) IS 'sad';
ALTER TABLE public.people ALTER COLUMN mood TYPE public.mood USING mood::text::public.mood;
ALTER TABLE public.people ALTER COLUMN moods TYPE public.mood[] USING moods::text[]::public.mood[];
ALTER TABLE public.people ALTER COLUMN mood SET DEFAULT 'ok'::public.mood;
ALTER TABLE public.people ALTER COLUMN moods SET DEFAULT '{}'::public.mood[];
ALTER TABLE public.people ADD CONSTRAINT not_sad CHECK ((NOT public.is_sad(mood)));
CREATE INDEX people_mood ON public.people USING btree (mood) WHERE (mood = 'happy'::public.mood);

CREATE VIEW public.happy AS
 SELECT id
   FROM public.people
  WHERE (mood = 'happy'::public.mood);

DROP TYPE public.mood__schemactl_old;
