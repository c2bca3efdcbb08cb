-- Another base type: columns move over to a new domain.
-- rewrites: public.people
CREATE DOMAIN code AS text CHECK (VALUE <> '');
CREATE DOMAIN ordered AS text COLLATE "POSIX";
CREATE TABLE people (id integer PRIMARY KEY, code code DEFAULT 'a', o ordered);
CREATE VIEW codes AS SELECT code FROM people;
