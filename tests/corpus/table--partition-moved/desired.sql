-- A partition whose bounds change has its new columns from the parent; one that leaves has none of them.
-- rewrites: public.p_one, public.p_left
CREATE TABLE p (id bigint NOT NULL, k integer NOT NULL, v text NOT NULL CHECK (v <> ''), w integer) PARTITION BY RANGE (k);
CREATE TABLE p_one PARTITION OF p FOR VALUES FROM (0) TO (20);
CREATE TABLE p_left (id bigint NOT NULL, k integer NOT NULL, v text);
