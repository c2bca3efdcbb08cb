CREATE TABLE orders (
    id bigint PRIMARY KEY,
    number serial NOT NULL,
    total numeric(10, 2) DEFAULT 0 CHECK (total >= 0)
);
CREATE INDEX orders_total ON orders (total);
CREATE INDEX orders_number_total ON orders (number, total);
COMMENT ON COLUMN orders.total IS 'in euros';
