CREATE TABLE t (a integer NOT NULL);
CREATE TABLE filtered (id integer PRIMARY KEY, a integer NOT NULL);
CREATE TABLE refers (id integer REFERENCES filtered);
CREATE PUBLICATION p FOR TABLE t;
CREATE PUBLICATION q FOR TABLE filtered WHERE (a > 0);
