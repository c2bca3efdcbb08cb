-- A type written in C is read, and refused by name.
-- refused: base type public.shell: this kind of object is read but cannot be planned yet
CREATE TABLE t (id integer);
CREATE TYPE shell;
