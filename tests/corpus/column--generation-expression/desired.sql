-- The expression is set in place since Postgres 17; before, the column is made anew, since its values are computed.
-- rewrites: public.a
CREATE TABLE a (id integer PRIMARY KEY, x integer, y integer GENERATED ALWAYS AS (x * 3) STORED);
CREATE INDEX a_y ON a (y);
CREATE VIEW v AS SELECT id, y FROM a;
