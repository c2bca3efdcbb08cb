-- Attributes change places, with rows in columns, arrays and other types: each value stays under its own name.
-- rewrites: public.t
-- converts: public.t.p, public.t.ps, public.t.h
CREATE TYPE pair AS (a integer, c text, b text);
CREATE TYPE held AS (p pair, n integer);
CREATE TABLE t (id integer PRIMARY KEY, p pair, ps pair[], h held, d text DEFAULT 'x');
CREATE VIEW v AS SELECT id, (p).b AS b FROM t;
