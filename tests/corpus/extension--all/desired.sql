-- Extensions are made, dropped and moved; their members are theirs.
-- needs: btree_gist, citext, hstore, pg_trgm
CREATE SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION btree_gist;
CREATE TABLE words (word text, folded ext.citext, pairs ext.hstore);
COMMENT ON EXTENSION citext IS 'folds';
