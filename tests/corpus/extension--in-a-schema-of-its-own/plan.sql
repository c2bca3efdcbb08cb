-- What differs: +extension, +function, +index, +schema

-- ===== up =====
SET check_function_bodies = off;
CREATE SCHEMA ext;
CREATE EXTENSION pg_trgm WITH SCHEMA ext;

CREATE OR REPLACE FUNCTION public.alike(a text)
 RETURNS real
 LANGUAGE sql
 STABLE
AS $function$SELECT ext.similarity(a, 'x')$function$;

CREATE INDEX words_word ON public.words USING gin (word ext.gin_trgm_ops);

-- ===== down =====
DROP INDEX public.words_word;
DROP FUNCTION public.alike(a text);
DROP EXTENSION pg_trgm;
DROP SCHEMA ext;
