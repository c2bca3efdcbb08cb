CREATE TABLE app.youngest () INHERITS (app.young);
-- or
CREATE TABLE app.youngest (PRIMARY KEY (own)) INHERITS (app.young);
CREATE INDEX youngest_x ON app.youngest (x);
CREATE VIEW app.youth AS SELECT * FROM app.young;
-- or
CREATE TABLE app.youngest (last integer) INHERITS (app.young, app.aunt);
ALTER TABLE app.youngest ALTER COLUMN own SET DEFAULT 4;
