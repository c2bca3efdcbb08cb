-- Foreign keys across schemas that are all new.
CREATE TABLE stays ();
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TABLE b.one (id integer PRIMARY KEY);
CREATE TABLE a.two (id integer PRIMARY KEY, one_id integer NOT NULL REFERENCES b.one);
CREATE VIEW b.both AS SELECT one.id, two.id AS two_id FROM b.one JOIN a.two ON two.one_id = one.id;
