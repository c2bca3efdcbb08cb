ALTER TABLE app.w ADD COLUMN name app.name;
-- or
ALTER TABLE app.w ADD COLUMN name app.name DEFAULT 'x';
-- or
ALTER TABLE app.w ADD COLUMN name text;
-- or
ALTER TABLE app.w ADD COLUMN name app.nickname;
