-- A partition that takes over what another one had waits until that one is gone, or has left.
CREATE TABLE event (at date NOT NULL, v int) PARTITION BY RANGE (at);
CREATE TABLE event_2023a PARTITION OF event FOR VALUES FROM ('2023-01-01') TO ('2023-07-01');
CREATE TABLE event_2023b PARTITION OF event FOR VALUES FROM ('2023-07-01') TO ('2024-01-01');
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');
CREATE TABLE event_2024b PARTITION OF event FOR VALUES FROM ('2024-07-01') TO ('2025-01-01');
CREATE TABLE event_rest PARTITION OF event DEFAULT;
