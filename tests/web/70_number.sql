CREATE SEQUENCE app.number;
-- or
CREATE SEQUENCE app.number AS integer START WITH 10 INCREMENT BY 2;
-- or
CREATE TABLE app.number (id serial);
-- or
CREATE VIEW app.number AS SELECT 1 AS id;
-- or
CREATE TYPE app.number AS (id integer);
