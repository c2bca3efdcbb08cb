-- Somebody gives the index of a partition a name of its own.
CREATE TABLE p (k integer, v text) PARTITION BY LIST (k);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
CREATE INDEX p_v ON p (v);
ALTER INDEX p_1_v_idx RENAME TO by_v;
