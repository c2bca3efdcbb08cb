CREATE TABLE parent (id integer, x text DEFAULT 'p' NOT NULL);
CREATE TABLE child (y integer) INHERITS (parent);
CREATE TABLE joiner (id integer, x text DEFAULT 'j' NOT NULL, w integer, z integer);
CREATE TABLE leaver (id integer, x text DEFAULT 'p' NOT NULL, l integer) INHERITS (parent);
