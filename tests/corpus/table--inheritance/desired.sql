-- Children come to a parent, leave it, and get its new columns.
CREATE TABLE parent (id integer CONSTRAINT positive CHECK (id > 0), x text DEFAULT 'p' NOT NULL, w integer);
CREATE TABLE child (y integer) INHERITS (parent);
ALTER TABLE child ALTER COLUMN x SET DEFAULT 'c';
CREATE TABLE joiner (id integer CONSTRAINT positive CHECK (id > 0), x text DEFAULT 'j' NOT NULL, w integer, z integer);
ALTER TABLE joiner INHERIT parent;
CREATE TABLE leaver (id integer, x text DEFAULT 'p' NOT NULL, l integer);
