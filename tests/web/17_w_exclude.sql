ALTER TABLE app.w ADD CONSTRAINT w_x EXCLUDE USING gist (int4range(n::integer, n::integer, '[]') WITH &&);
-- or
ALTER TABLE app.w ADD CONSTRAINT w_x EXCLUDE USING btree (n WITH =) WHERE (id > 5) DEFERRABLE;
