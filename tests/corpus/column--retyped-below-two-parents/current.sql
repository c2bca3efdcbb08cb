CREATE TABLE p (x integer, y integer);
CREATE TABLE q (x integer, z integer);
CREATE TABLE c (x integer, z integer, w integer) INHERITS (p, q);
CREATE TABLE d () INHERITS (c);
