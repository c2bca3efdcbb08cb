-- A default calls a function that reads the very table: neither can come whole before the other.
CREATE TABLE a (id integer PRIMARY KEY, n bigint);
CREATE FUNCTION next_n() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) + 1 FROM a; END;
ALTER TABLE a ALTER COLUMN n SET DEFAULT next_n();
