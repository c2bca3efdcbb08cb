-- The last partition's index makes that of the whole table valid; only DROP makes it not valid again.
CREATE TABLE m (id integer NOT NULL, a integer) PARTITION BY RANGE (id);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (10) TO (20);
CREATE INDEX m_i ON ONLY m (a);
CREATE INDEX m1_i ON m1 (a);
CREATE INDEX m2_i ON m2 (a);
ALTER INDEX m_i ATTACH PARTITION m1_i;
ALTER INDEX m_i ATTACH PARTITION m2_i;
