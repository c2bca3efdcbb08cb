CREATE TABLE parent (id integer, x text, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE child (id integer, x text, CONSTRAINT positive CHECK (id > 0)) INHERITS (parent);
CREATE TABLE a_grandchild (id integer, x text, CONSTRAINT positive CHECK (id > 0)) INHERITS (child);
