CREATE TYPE point3 AS (x integer, y integer, z integer);
CREATE TABLE spots (id integer PRIMARY KEY, at point3);
