ALTER TABLE app.w ADD CONSTRAINT w_u UNIQUE (id);
ALTER TABLE app.w ADD COLUMN up integer REFERENCES app.w (id);
-- or
ALTER TABLE app.w ADD CONSTRAINT w_u UNIQUE (id) INCLUDE (n);
-- or
CREATE UNIQUE INDEX w_u ON app.w (id);
-- or
CREATE UNIQUE INDEX w_u ON app.w (id);
ALTER TABLE app.w ADD COLUMN up integer REFERENCES app.w (id);
