-- The rows that a proof is made with give way to a check, also where they are published and their identity does not suffice.
-- since: 15
CREATE TABLE t (a integer CONSTRAINT square CHECK (a * a = 1522756));
CREATE TABLE filtered (id integer PRIMARY KEY, a integer CONSTRAINT cube CHECK (a * a * a = 1879080904));
CREATE TABLE refers (id integer REFERENCES filtered);
CREATE PUBLICATION p FOR TABLE t;
CREATE PUBLICATION q FOR TABLE filtered WHERE (a > 0);
