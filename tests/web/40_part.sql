CREATE TABLE app.part (id integer NOT NULL, k integer NOT NULL, v text, u bigint) PARTITION BY RANGE (k);
-- or
CREATE TABLE app.part (id bigint NOT NULL, k integer NOT NULL, v text DEFAULT 'v' NOT NULL, u bigint) PARTITION BY RANGE (k);
-- or
CREATE TABLE app.part (id integer NOT NULL, k integer, v app.kind, u integer CHECK (u > 0)) PARTITION BY LIST (k);
-- or
CREATE TABLE app.part (id integer NOT NULL, k integer NOT NULL, v text, g integer GENERATED ALWAYS AS (id * 2) STORED, u bigint) PARTITION BY HASH (k);
-- or
CREATE TABLE app.part (id integer GENERATED ALWAYS AS IDENTITY, k integer NOT NULL, v varchar(20) COLLATE "C", u bigint) PARTITION BY RANGE (k, id);
