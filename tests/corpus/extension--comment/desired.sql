-- A comment on an extension: another than its own, none at all, and its own again; no other word about the extension.
-- needs: hstore, citext, btree_gist, pg_trgm
COMMENT ON EXTENSION plpgsql IS 'mine';
CREATE EXTENSION hstore;
CREATE EXTENSION citext;
COMMENT ON EXTENSION citext IS NULL;
CREATE SCHEMA e;
CREATE EXTENSION btree_gist SCHEMA e;
COMMENT ON EXTENSION btree_gist IS 'mine too';
CREATE EXTENSION pg_trgm;
COMMENT ON EXTENSION pg_trgm IS NULL;
