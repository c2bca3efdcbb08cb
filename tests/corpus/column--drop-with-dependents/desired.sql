-- A column goes with the index, check, default and sequence that are its own.
-- rewrites: public.orders
CREATE TABLE orders (id bigint PRIMARY KEY);
