-- No rewrite either way that Postgres can avoid.
-- rewrites: public.notes
CREATE TABLE notes (id integer PRIMARY KEY, body text NOT NULL DEFAULT '');
