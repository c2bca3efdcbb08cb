-- An index of the parent only, to which one partition's is attached; an index with a name of its own, and a comment.
CREATE TABLE p (id integer NOT NULL, v text, u text) PARTITION BY RANGE (id);
CREATE TABLE p_a PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p_b PARTITION OF p FOR VALUES FROM (10) TO (20);
CREATE TABLE p_c PARTITION OF p FOR VALUES FROM (20) TO (30);
CREATE INDEX p_v ON ONLY p (v);
CREATE INDEX a_v ON p_a (v);
ALTER INDEX p_v ATTACH PARTITION a_v;
CREATE INDEX own_u ON p_c (u);
CREATE INDEX p_u ON p (u);
COMMENT ON INDEX own_u IS 'own';
