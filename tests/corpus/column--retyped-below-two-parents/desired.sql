-- Postgres changes no column that a table inherits from two tables: it leaves one of them for that long.
-- rewrites: public.p, public.q, public.c, public.d
CREATE TABLE p (x bigint, y integer);
CREATE TABLE q (x bigint, z integer);
CREATE TABLE c (x bigint, z integer, w integer) INHERITS (p, q);
CREATE TABLE d () INHERITS (c);
