-- SET and DROP NOT NULL, nothing else.
CREATE TABLE people (id integer PRIMARY KEY, name text NOT NULL, mail text);
