-- Its own settings change, and what it had from the parent goes.
-- rewrites: public.p_one
-- remakes: public.p
-- converts: public.p_one.v
CREATE TABLE p (id integer NOT NULL, k integer NOT NULL, v integer) PARTITION BY RANGE (k, id);
CREATE TABLE p_one PARTITION OF p FOR VALUES FROM (0, 0) TO (10, 10);
