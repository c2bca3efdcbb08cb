ALTER TABLE app.w ADD COLUMN twice integer GENERATED ALWAYS AS (app.double(id::integer)) STORED;
-- or
ALTER TABLE app.w ADD COLUMN twice bigint GENERATED ALWAYS AS (id * 2) STORED;
-- or
ALTER TABLE app.w ADD COLUMN twice bigint DEFAULT app.double(2);
