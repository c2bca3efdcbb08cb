-- Virtual ones come and go without a rewrite; stored and virtual are not one another.
-- since: 18
-- rewrites: public.a
CREATE TABLE a (id integer PRIMARY KEY, x integer, p integer GENERATED ALWAYS AS (x + 10) VIRTUAL, q integer GENERATED ALWAYS AS (x + 2) VIRTUAL, s integer GENERATED ALWAYS AS (x + 4) VIRTUAL);
