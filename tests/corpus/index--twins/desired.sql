-- Which of two indexes on the same columns was made first decides what the server calls their copies: that is no
-- difference, unless somebody says the name of one. Made anew, they get the same names by the same order.
CREATE TABLE m (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE m_2 PARTITION OF m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY RANGE (at);
CREATE TABLE m_21 PARTITION OF m_2 DEFAULT;
CREATE INDEX a ON m (id);
CREATE INDEX z ON m (id);
CREATE TABLE n (LIKE m) PARTITION BY RANGE (at);
CREATE TABLE n_1 PARTITION OF n DEFAULT;
CREATE INDEX na ON n (id);
CREATE INDEX nz ON n (id);
COMMENT ON INDEX n_1_id_idx IS 'of na, which has it as n_1_id_idx1 so far';
CREATE TABLE o (id int) PARTITION BY HASH (id);
CREATE TABLE o_1 PARTITION OF o FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE INDEX oz ON o (id);
CREATE INDEX oa ON o (id);
COMMENT ON INDEX o_1_id_idx IS 'of oz';
