-- The server gives a copy the next number where a name is taken: what has the name comes first.
CREATE TABLE other (q integer);
CREATE TABLE m (id integer, a integer) PARTITION BY RANGE (id);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE INDEX x1 ON m (id);
CREATE INDEX m1_id_idx1 ON other (q);
CREATE INDEX x2 ON m (id);
