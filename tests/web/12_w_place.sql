ALTER TABLE app.w ADD COLUMN place app.place;
-- or
ALTER TABLE app.w ADD COLUMN place app.place[];
-- or
ALTER TABLE app.w ADD COLUMN place text;
-- or
ALTER TABLE app.w ADD COLUMN place app.trip;
