-- What differs: +column, +table, -column, -table, table.partition_bound

-- ===== up =====
ALTER TABLE public.event DETACH PARTITION public.event_2024;

-- WARNING: destroys all rows of public.event_2023.
DROP TABLE public.event_2023;

CREATE TABLE public.event_2023a PARTITION OF public.event FOR VALUES FROM ('2023-01-01') TO ('2023-07-01');
CREATE TABLE public.event_2023b PARTITION OF public.event FOR VALUES FROM ('2023-07-01') TO ('2024-01-01');
ALTER TABLE public.event ATTACH PARTITION public.event_2024 FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');
CREATE TABLE public.event_2024b PARTITION OF public.event FOR VALUES FROM ('2024-07-01') TO ('2025-01-01');

-- ===== down =====
-- WARNING: this cannot bring back all rows of public.event_2023.

ALTER TABLE public.event DETACH PARTITION public.event_2024;

-- WARNING: destroys all rows of public.event_2023a.
DROP TABLE public.event_2023a;

-- WARNING: destroys all rows of public.event_2023b.
DROP TABLE public.event_2023b;

-- WARNING: destroys all rows of public.event_2024b.
DROP TABLE public.event_2024b;

CREATE TABLE public.event_2023 PARTITION OF public.event FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
ALTER TABLE public.event ATTACH PARTITION public.event_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
