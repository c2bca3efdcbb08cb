CREATE TABLE a (id integer PRIMARY KEY, x integer NOT NULL);
CREATE TABLE b (a_id integer REFERENCES a (id));
