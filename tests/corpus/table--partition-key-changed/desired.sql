-- A table partitioned otherwise is made anew; the partitions that stay outlive it, with their rows.
-- rewrites: public.p_one
-- remakes: public.p
CREATE TABLE p (id bigint NOT NULL, k integer NOT NULL, v text CHECK (v <> '')) PARTITION BY RANGE (k);
CREATE TABLE p_one PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE INDEX p_v ON p (v);
CREATE VIEW seen AS SELECT id FROM p;
