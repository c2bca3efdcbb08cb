-- A type that must be rebuilt is not, where a table has its column from two tables.
-- refused: column public.c.x: the table inherits it from several tables
CREATE TYPE e AS ENUM ('a');
CREATE TABLE p (x e);
CREATE TABLE q (x e);
CREATE TABLE c (w integer) INHERITS (p, q);
