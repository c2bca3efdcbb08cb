-- A name that stands for another type of constraint, and an index that moves to another table.
CREATE TABLE a (id integer NOT NULL, x integer, CONSTRAINT a_x UNIQUE (x), CONSTRAINT a_key PRIMARY KEY (id));
CREATE TABLE b (x integer, y integer);
CREATE INDEX on_x ON b (x);
CREATE STATISTICS stat ON x, y FROM b;
