CREATE TABLE a (id integer PRIMARY KEY, x integer, y integer GENERATED ALWAYS AS (x * 2) STORED);
CREATE INDEX a_y ON a (y);
CREATE VIEW v AS SELECT id, y FROM a;
