CREATE TABLE items (id integer PRIMARY KEY, amount text NOT NULL DEFAULT '0');
CREATE INDEX items_amount ON items (amount);
