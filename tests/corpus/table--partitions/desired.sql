-- Partitions are made, attached, detached and rebound; rows stay where they are.
CREATE TABLE logs (id bigint NOT NULL, at date NOT NULL, line text) PARTITION BY RANGE (at);
CREATE TABLE logs_2024 (id bigint NOT NULL, at date NOT NULL, line text);
CREATE INDEX logs_2024_at_idx ON logs_2024 (at);
CREATE TABLE logs_2025 PARTITION OF logs FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE logs_2026 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE logs_rest PARTITION OF logs DEFAULT;
CREATE INDEX logs_at ON logs (at);
