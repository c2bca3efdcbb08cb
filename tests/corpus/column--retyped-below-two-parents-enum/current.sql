CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE p (x e);
CREATE TABLE q (x e);
CREATE TABLE c (w integer) INHERITS (p, q);
