-- What parent and child both declare goes from the parent first, and comes to the child first.
CREATE TABLE parent (id integer);
CREATE TABLE child (id integer) INHERITS (parent);
CREATE TABLE a_grandchild (id integer) INHERITS (child);
