-- A table cannot become partitioned in place: its rows are lost, and that is said.
-- remakes: public.t
CREATE TABLE t (id integer, k integer) PARTITION BY RANGE (k);
