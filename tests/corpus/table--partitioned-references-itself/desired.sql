-- A foreign key of a partitioned table to itself comes after its partitions, and makes its copies in all of them.
-- Two partitioned tables may refer to each other as well.
CREATE TABLE node (
    id int, kind text NOT NULL, parent int, parent_kind text, label text,
    PRIMARY KEY (id, kind)
) PARTITION BY LIST (kind);
CREATE TABLE node_a PARTITION OF node FOR VALUES IN ('a');
CREATE TABLE node_b PARTITION OF node FOR VALUES IN ('b');
CREATE TABLE node_c PARTITION OF node FOR VALUES IN ('c') PARTITION BY RANGE (id);
CREATE TABLE node_c1 PARTITION OF node_c DEFAULT;
ALTER TABLE node ADD CONSTRAINT node_parent
    FOREIGN KEY (parent, parent_kind) REFERENCES node (id, kind) ON DELETE CASCADE DEFERRABLE;
COMMENT ON CONSTRAINT node_parent ON node_c1 IS 'of a copy';

CREATE TABLE line (id int PRIMARY KEY, leaf int) PARTITION BY RANGE (id);
CREATE TABLE line_all PARTITION OF line DEFAULT;
CREATE TABLE leaf (id int PRIMARY KEY, line int REFERENCES line) PARTITION BY RANGE (id);
CREATE TABLE leaf_all PARTITION OF leaf DEFAULT;
ALTER TABLE line ADD FOREIGN KEY (leaf) REFERENCES leaf;
