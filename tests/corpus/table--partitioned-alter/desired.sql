-- Columns, constraints and indexes of a partitioned table reach its partitions.
-- rewrites: public.m_1, public.m_2
CREATE TABLE m (id integer NOT NULL, k integer NOT NULL, v bigint NOT NULL DEFAULT 0, fresh text, CHECK (v >= 0), PRIMARY KEY (id, k)) PARTITION BY RANGE (k);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM (10) TO (20);
CREATE INDEX m_fresh ON m (fresh);
