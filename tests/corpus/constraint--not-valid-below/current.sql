CREATE TABLE p (id integer NOT NULL, k integer NOT NULL, u integer) PARTITION BY RANGE (k);
CREATE TABLE parent (n integer);
