CREATE DOMAIN code AS varchar(5) CHECK (VALUE <> '');
CREATE DOMAIN ordered AS text COLLATE "C";
CREATE TABLE people (id integer PRIMARY KEY, code code DEFAULT 'a', o ordered);
CREATE VIEW codes AS SELECT code FROM people;
