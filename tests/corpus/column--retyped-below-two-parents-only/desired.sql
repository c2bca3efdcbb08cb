-- What only one of the parents gives would be the table's own once it has left that parent.
-- refused: column public.c.x: the table inherits it from several tables
CREATE TABLE p (x bigint, y integer);
CREATE TABLE q (x bigint, z integer);
CREATE TABLE c (w integer) INHERITS (p, q);
