-- What differs: +constraint, +default, enum.comment, enum.labels, enum.privileges

-- ===== up =====
-- schemactl: transaction=none

ALTER TYPE public.mood ADD VALUE 'awful' BEFORE 'sad';
ALTER TYPE public.mood ADD VALUE 'so-so' AFTER 'sad';
ALTER TYPE public.mood ADD VALUE 'it''s great' AFTER 'ok';
GRANT USAGE ON TYPE public.mood TO reader;
COMMENT ON TYPE public.mood IS NULL;
ALTER TABLE public.people ALTER COLUMN mood SET DEFAULT 'so-so'::public.mood;
ALTER TABLE public.people ADD CONSTRAINT people_mood_check CHECK ((mood <> 'awful'::public.mood));

-- ===== down =====
ALTER TABLE public.people DROP CONSTRAINT people_mood_check;
ALTER TABLE public.people ALTER COLUMN mood DROP DEFAULT;

-- enum public.mood is rebuilt; its columns are moved over to it.
ALTER TYPE public.mood RENAME TO mood__schemactl_old;

CREATE TYPE public.mood AS ENUM ('sad', 'ok');
COMMENT ON TYPE public.mood IS 'how it is';

-- WARNING: fails on values of public.people.mood that are no public.mood; find them: SELECT * FROM public.people WHERE mood::text NOT IN ('sad', 'ok')
ALTER TABLE public.people ALTER COLUMN mood TYPE public.mood USING mood::text::public.mood;

DROP TYPE public.mood__schemactl_old;
