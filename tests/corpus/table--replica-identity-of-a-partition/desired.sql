-- A replica identity comes after the NOT NULL that the partition sets itself.
CREATE TABLE m (id integer, a integer) PARTITION BY RANGE (id);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE UNIQUE INDEX u ON m (id);
ALTER TABLE m1 ALTER COLUMN id SET NOT NULL;
ALTER TABLE m1 REPLICA IDENTITY USING INDEX m1_id_idx;
