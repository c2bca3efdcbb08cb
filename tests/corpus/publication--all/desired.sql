-- Tables, schemas, columns, filters and options.
-- since: 15
CREATE SCHEMA app;
CREATE TABLE a (id integer PRIMARY KEY, x text, y integer);
CREATE TABLE b (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY);
CREATE PUBLICATION changes FOR TABLE a (id, y) WHERE (y > 0), c WITH (publish = 'insert, delete', publish_via_partition_root = true);
CREATE PUBLICATION made FOR TABLE b, TABLES IN SCHEMA public;
ALTER PUBLICATION made OWNER TO CURRENT_USER;
CREATE PUBLICATION everything FOR TABLE b;
CREATE PUBLICATION schemas FOR TABLES IN SCHEMA public;
CREATE PUBLICATION empty;
