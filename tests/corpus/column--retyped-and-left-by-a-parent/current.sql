CREATE TABLE p (x integer);
CREATE TABLE q (x integer);
CREATE TABLE c (w integer) INHERITS (p, q);
