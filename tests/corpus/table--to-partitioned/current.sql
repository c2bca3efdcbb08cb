CREATE TABLE t (id integer, k integer);
