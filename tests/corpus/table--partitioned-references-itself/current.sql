CREATE TABLE node (
    id int, kind text NOT NULL, parent int, parent_kind text,
    PRIMARY KEY (id, kind)
) PARTITION BY LIST (kind);
CREATE TABLE node_a PARTITION OF node FOR VALUES IN ('a');
CREATE TABLE node_b PARTITION OF node FOR VALUES IN ('b');
ALTER TABLE node ADD CONSTRAINT node_parent
    FOREIGN KEY (parent, parent_kind) REFERENCES node (id, kind) ON DELETE SET NULL;
