-- An index or a key that a partition has by itself becomes the copy of its parent's, and is not built again.
-- A foreign key comes after what has its name in a partition.
CREATE TABLE m (id int NOT NULL, k int NOT NULL) PARTITION BY LIST (k);
CREATE TABLE m_1 PARTITION OF m FOR VALUES IN (1);
CREATE INDEX z ON m (id);
ALTER TABLE m ADD CONSTRAINT m_key UNIQUE (id, k);
CREATE INDEX i ON m (k, id);
CREATE TABLE m_2 PARTITION OF m FOR VALUES IN (2);
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE s (id int PRIMARY KEY);
CREATE TABLE n (id int) PARTITION BY LIST (id);
CREATE TABLE n_1 PARTITION OF n FOR VALUES IN (1);
ALTER TABLE n_1 ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES r;
ALTER TABLE n ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES s;
