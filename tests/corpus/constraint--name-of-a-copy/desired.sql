-- A copy of a constraint that somebody renamed.
CREATE TABLE m (id int NOT NULL, at date NOT NULL, CONSTRAINT m_key UNIQUE (id, at)) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m DEFAULT;
ALTER TABLE m_1 RENAME CONSTRAINT m_1_id_at_key TO mine;
