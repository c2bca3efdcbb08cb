-- Values of a domain are converted by the cast of its base type, not through text, which 5.00 would not survive.
-- rewrites: public.t
-- converts: public.t.m, public.t.p, public.t.ps
CREATE DOMAIN price AS integer;
CREATE DOMAIN moment AS date;
CREATE TABLE t (id integer PRIMARY KEY, p price, ps price[], m moment);
