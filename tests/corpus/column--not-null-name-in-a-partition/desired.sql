-- Postgres renames no NOT NULL that is inherited, but with its parent's: the partition leaves and comes back.
-- since: 18
CREATE TABLE p (id integer NOT NULL, k integer NOT NULL, UNIQUE (id, k)) PARTITION BY LIST (k);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE r (id integer CONSTRAINT two NOT NULL, k integer NOT NULL) PARTITION BY LIST (k);
CREATE TABLE r_1 PARTITION OF r FOR VALUES IN (1);
