-- A type that a column has can get attributes and lose them.
-- converts: public.spots.at
CREATE TYPE point3 AS (x integer, y integer, label text);
CREATE TABLE spots (id integer PRIMARY KEY, at point3);
