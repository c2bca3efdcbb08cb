-- A schema, an extension in it, and what uses it, all new; and all gone.
-- needs: pg_trgm
CREATE SCHEMA ext;
CREATE EXTENSION pg_trgm SCHEMA ext;
CREATE TABLE words (word text);
CREATE INDEX words_word ON words USING gin (word ext.gin_trgm_ops);
CREATE FUNCTION alike(a text) RETURNS real LANGUAGE sql STABLE AS $$SELECT ext.similarity(a, 'x')$$;
