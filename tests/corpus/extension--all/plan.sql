-- What differs: +column, +extension, -extension, -index, extension.in_schema

-- ===== up =====
CREATE EXTENSION citext WITH SCHEMA ext;
COMMENT ON EXTENSION citext IS 'folds';
ALTER EXTENSION hstore SET SCHEMA ext;
ALTER TABLE public.words ADD COLUMN folded ext.citext;
ALTER TABLE public.words ADD COLUMN pairs ext.hstore;
DROP INDEX public.words_word;
DROP EXTENSION pg_trgm;

-- ===== down =====
ALTER EXTENSION hstore SET SCHEMA public;
CREATE EXTENSION pg_trgm WITH SCHEMA public;
COMMENT ON EXTENSION pg_trgm IS 'ours';
CREATE INDEX words_word ON public.words USING gin (word public.gin_trgm_ops);

-- WARNING: destroys the values of public.words.folded.
ALTER TABLE public.words DROP COLUMN folded;

-- WARNING: destroys the values of public.words.pairs.
ALTER TABLE public.words DROP COLUMN pairs;

DROP EXTENSION citext;
