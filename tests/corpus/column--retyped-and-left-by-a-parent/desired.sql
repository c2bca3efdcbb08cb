-- One parent's column gets another type, and the table leaves the other one.
-- rewrites: public.p, public.c
CREATE TABLE p (x bigint);
CREATE TABLE q (x integer);
CREATE TABLE c (w integer) INHERITS (p);
