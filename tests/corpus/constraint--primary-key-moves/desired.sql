-- The key moves to other columns; a foreign key that needs the old one finds another.
CREATE TABLE a (id integer NOT NULL, x integer NOT NULL, PRIMARY KEY (x, id), CONSTRAINT a_id_key UNIQUE (id));
CREATE TABLE b (a_id integer REFERENCES a (id));
