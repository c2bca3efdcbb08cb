CREATE SCHEMA ext;
CREATE EXTENSION hstore;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
COMMENT ON EXTENSION pg_trgm IS 'ours';
CREATE TABLE words (word text);
CREATE INDEX words_word ON words USING gin (word gin_trgm_ops);
