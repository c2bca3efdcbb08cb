-- The rows that a proof is made with give way to a check, also where they are published and their identity does not suffice.
-- since: 15
CREATE TABLE t (a integer NOT NULL CONSTRAINT twice CHECK (a + a = 2468));
CREATE TABLE filtered (id integer PRIMARY KEY, a integer NOT NULL CONSTRAINT double CHECK (a + a = 2468));
CREATE TABLE refers (id integer REFERENCES filtered);
CREATE PUBLICATION p FOR TABLE t;
CREATE PUBLICATION q FOR TABLE filtered WHERE (a > 0);
