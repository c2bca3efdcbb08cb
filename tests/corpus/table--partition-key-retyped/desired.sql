-- Postgres changes the type of no column that a table is partitioned by: the table is made anew around its partitions.
-- rewrites: public.m1, public.f, public.s1
-- remakes: public.m, public.s
CREATE TABLE m (id bigint PRIMARY KEY, a integer) PARTITION BY RANGE (id);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
CREATE TABLE f (id bigint REFERENCES m);
CREATE TABLE r (id integer, a bigint) PARTITION BY RANGE (id);
CREATE TABLE s PARTITION OF r FOR VALUES FROM (0) TO (10) PARTITION BY LIST ((a + 1));
CREATE TABLE s1 PARTITION OF s FOR VALUES IN (1);
