-- Postgres renames no NOT NULL that is inherited, but with its parent's: for a name that somebody wrote, the partition
-- leaves and comes back; for one that the server chose, nothing is done.
-- since: 18
CREATE TABLE p (id integer NOT NULL, k integer NOT NULL, UNIQUE (id, k)) PARTITION BY LIST (k);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE r (id integer CONSTRAINT two NOT NULL, k integer NOT NULL) PARTITION BY LIST (k);
CREATE TABLE r_1 PARTITION OF r FOR VALUES IN (1);
CREATE TABLE s (id integer CONSTRAINT three NOT NULL, k integer NOT NULL, n integer NOT NULL DEFAULT 0) PARTITION BY LIST (k);
CREATE TABLE s_1 (id integer NOT NULL, k integer NOT NULL, n integer NOT NULL DEFAULT 0);
ALTER TABLE s ATTACH PARTITION s_1 FOR VALUES IN (1);
