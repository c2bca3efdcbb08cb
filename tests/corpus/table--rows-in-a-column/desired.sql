-- Postgres alters no column of a table whose rows another table's column holds: that one goes before, or comes after.
-- rewrites: public.w
CREATE TABLE w (id integer, n integer);
CREATE TABLE past (id integer);
CREATE TABLE fresh (was w);
