-- What differs: +extension, extension.comment

-- ===== up =====
COMMENT ON EXTENSION btree_gist IS 'mine too';
COMMENT ON EXTENSION citext IS NULL;
COMMENT ON EXTENSION hstore IS 'data type for storing sets of (key, value) pairs';
CREATE EXTENSION pg_trgm WITH SCHEMA public;
COMMENT ON EXTENSION pg_trgm IS NULL;
COMMENT ON EXTENSION plpgsql IS 'mine';

-- ===== down =====
COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';
COMMENT ON EXTENSION citext IS 'data type for case-insensitive character strings';
COMMENT ON EXTENSION hstore IS 'ours';
COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language';
DROP EXTENSION pg_trgm;
