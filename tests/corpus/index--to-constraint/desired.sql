-- An index becomes a constraint of the same name, a constraint an index.
CREATE TABLE a (x integer NOT NULL, y integer NOT NULL, CONSTRAINT a_x UNIQUE (x));
CREATE UNIQUE INDEX a_y ON a (y);
