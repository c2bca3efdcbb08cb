-- A key made ON ONLY a partitioned table becomes valid when the last partition's is attached; a foreign key waits for it.
CREATE TABLE m (id integer NOT NULL, a integer) PARTITION BY RANGE (id);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (10) TO (20);
ALTER TABLE m ADD CONSTRAINT m_k UNIQUE (id);
CREATE TABLE f (id integer REFERENCES m (id));
