CREATE DOMAIN price AS numeric(12,2);
CREATE DOMAIN moment AS timestamp;
CREATE TABLE t (id integer PRIMARY KEY, p price, ps price[], m moment);
