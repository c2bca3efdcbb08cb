-- List, hash and sub-partitions with their keys, indexes and foreign keys.
CREATE TABLE regions (id integer PRIMARY KEY);
CREATE TABLE sales (
    id bigint GENERATED ALWAYS AS IDENTITY,
    region_id integer NOT NULL REFERENCES regions,
    kind text NOT NULL,
    total numeric NOT NULL DEFAULT 0 CHECK (total >= 0),
    PRIMARY KEY (id, kind, region_id)
) PARTITION BY LIST (kind);
CREATE TABLE sales_shop PARTITION OF sales FOR VALUES IN ('shop', 'kiosk');
CREATE TABLE sales_web PARTITION OF sales FOR VALUES IN ('web') PARTITION BY HASH (region_id);
CREATE TABLE sales_web_0 PARTITION OF sales_web FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE sales_web_1 PARTITION OF sales_web FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE sales_rest PARTITION OF sales DEFAULT;
CREATE INDEX sales_total ON sales (total);
CREATE INDEX sales_shop_only ON sales_shop (region_id);
ALTER TABLE sales_shop ALTER COLUMN total SET DEFAULT 1;
COMMENT ON TABLE sales_web IS 'online';
