-- Text to integer has no implicit cast: USING says how, default and index are carried over.
-- rewrites: public.items
CREATE TABLE items (id integer PRIMARY KEY, amount integer NOT NULL DEFAULT 0);
CREATE INDEX items_amount ON items (amount);
