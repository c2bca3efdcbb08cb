-- A check that is not known to hold: a table made after it starts with one that holds, a table made before it does not.
-- A partition's own NOT NULL.
CREATE TABLE p (id integer NOT NULL, k integer NOT NULL, u integer) PARTITION BY RANGE (k);
CREATE TABLE p_early PARTITION OF p FOR VALUES FROM (0) TO (10) PARTITION BY LIST (id);
CREATE TABLE p_early_one PARTITION OF p_early FOR VALUES IN (1);
ALTER TABLE p ADD CONSTRAINT p_c CHECK (u > 0) NOT VALID;
CREATE TABLE p_late PARTITION OF p FOR VALUES FROM (10) TO (20);
ALTER TABLE p_early ALTER COLUMN u SET NOT NULL;
CREATE TABLE parent (n integer);
CREATE TABLE early () INHERITS (parent);
ALTER TABLE parent ADD CONSTRAINT parent_c CHECK (n > 0) NOT VALID;
CREATE TABLE late () INHERITS (parent);
