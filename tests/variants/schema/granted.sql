CREATE SCHEMA other;
GRANT USAGE ON SCHEMA other TO reader;
CREATE VIEW other.one AS SELECT 1 AS one;
CREATE TABLE other.t1 (id bigint PRIMARY KEY, x text);
