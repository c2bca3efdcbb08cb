CREATE TABLE p (id integer NOT NULL, k integer NOT NULL, v text DEFAULT 'v') PARTITION BY RANGE (k);
CREATE TABLE p_one PARTITION OF p FOR VALUES FROM (0) TO (10) WITH (fillfactor = 80);
CREATE INDEX p_v ON p (v);
