-- Since Postgres 15 NULL may be once only.
-- since: 15
CREATE TABLE a (id integer PRIMARY KEY, x integer CONSTRAINT x_once UNIQUE NULLS NOT DISTINCT);
CREATE UNIQUE INDEX a_x ON a (x);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer, x integer);
ALTER TABLE b ADD FOREIGN KEY (a_id) REFERENCES a ON DELETE SET NULL (a_id);
