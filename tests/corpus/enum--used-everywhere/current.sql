CREATE TYPE level AS ENUM ('low', 'high');
CREATE DOMAIN sure AS level NOT NULL;
CREATE TYPE pair AS (a level, b integer);
CREATE TABLE things (id integer PRIMARY KEY, l level, s sure, p pair);
CREATE FUNCTION highest(level[]) RETURNS level LANGUAGE sql IMMUTABLE AS $$SELECT max(x) FROM unnest($1) x$$;
CREATE VIEW levels AS SELECT l, count(*) AS n FROM things GROUP BY l;
