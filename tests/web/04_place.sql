CREATE TYPE app.place AS (x integer, y integer);
-- or
CREATE TYPE app.place AS (x bigint, y integer, z text);
-- or
CREATE TYPE app.place AS (y integer);
