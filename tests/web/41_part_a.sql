CREATE TABLE app.part_a PARTITION OF app.part FOR VALUES FROM (0) TO (10);
CREATE TABLE app.part_a PARTITION OF app.part FOR VALUES IN (1, 2);
CREATE TABLE app.part_a PARTITION OF app.part FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE app.part_a PARTITION OF app.part FOR VALUES FROM (0, MINVALUE) TO (10, 5);
-- or
CREATE TABLE app.part_a (k integer NOT NULL, v text, gone integer, u bigint, id integer NOT NULL);
ALTER TABLE app.part_a DROP COLUMN gone;
ALTER TABLE app.part ATTACH PARTITION app.part_a FOR VALUES FROM (0) TO (10);
ALTER TABLE app.part ATTACH PARTITION app.part_a FOR VALUES WITH (MODULUS 4, REMAINDER 0);
-- or
CREATE TABLE app.part_a PARTITION OF app.part (v DEFAULT 'a', u NOT NULL, CONSTRAINT part_a_c CHECK (id > 0)) FOR VALUES FROM (0) TO (20) WITH (fillfactor=80);
CREATE TABLE app.part_a PARTITION OF app.part (CONSTRAINT part_a_c CHECK (id > 0)) FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE app.part_a PARTITION OF app.part (CONSTRAINT part_a_c CHECK (id > 0)) FOR VALUES IN (1);
-- or
CREATE TABLE app.part_a PARTITION OF app.part FOR VALUES FROM (0) TO (10) PARTITION BY LIST (v);
CREATE TABLE app.part_a1 PARTITION OF app.part_a FOR VALUES IN ('x');
CREATE TABLE app.part_a_rest PARTITION OF app.part_a DEFAULT;
-- or
CREATE TABLE app.part_a (id integer NOT NULL, k integer NOT NULL, v text, u bigint);
