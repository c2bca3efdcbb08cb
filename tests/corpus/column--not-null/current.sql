CREATE TABLE people (id integer PRIMARY KEY, name text, mail text NOT NULL);
