ALTER TABLE app.w ADD COLUMN note text;
-- or
ALTER TABLE app.w ADD COLUMN note varchar(30);
-- or
ALTER TABLE app.w ADD COLUMN note text COLLATE "C";
-- or
ALTER TABLE app.w ADD COLUMN note jsonb;
-- or
ALTER TABLE app.w ADD COLUMN note date;
