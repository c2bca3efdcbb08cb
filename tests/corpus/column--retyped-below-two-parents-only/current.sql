CREATE TABLE p (x integer, y integer);
CREATE TABLE q (x integer, z integer);
CREATE TABLE c (w integer) INHERITS (p, q);
