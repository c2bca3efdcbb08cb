-- An attribute comes in the middle, one goes and one is widened: the others keep their values, what goes is told.
-- rewrites: public.t
-- converts: public.t.p, public.t.ps
CREATE TYPE pair AS (a bigint, new date, b text);
CREATE TABLE t (id integer PRIMARY KEY, p pair, ps pair[]);
