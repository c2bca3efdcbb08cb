-- Indexes of partitions join the partitioned index that comes later.
CREATE TABLE m (k integer NOT NULL, v text) PARTITION BY RANGE (k);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
CREATE INDEX m_v ON ONLY m (v);
CREATE INDEX m_1_v ON m_1 (v);
CREATE INDEX m_2_v ON m_2 (v);
ALTER INDEX m_v ATTACH PARTITION m_1_v;
ALTER INDEX m_v ATTACH PARTITION m_2_v;
