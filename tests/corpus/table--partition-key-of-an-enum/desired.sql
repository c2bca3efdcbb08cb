-- A type that must be rebuilt is not, where a table is partitioned by it.
-- refused: column public.m.a: Postgres changes the type of no column that its table is partitioned by
CREATE TYPE e AS ENUM ('a');
CREATE TABLE m (id integer, a e) PARTITION BY LIST (a);
CREATE TABLE m1 PARTITION OF m FOR VALUES IN ('a');
