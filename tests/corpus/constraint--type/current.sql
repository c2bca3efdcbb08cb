CREATE TABLE a (id integer NOT NULL, x integer, CONSTRAINT a_x CHECK (x > 0), CONSTRAINT a_key UNIQUE (id));
CREATE TABLE b (x integer);
CREATE INDEX on_x ON a (x);
CREATE STATISTICS stat ON id, x FROM a;
