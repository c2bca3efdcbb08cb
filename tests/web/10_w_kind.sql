ALTER TABLE app.w ADD COLUMN kind app.kind;
-- or
ALTER TABLE app.w ADD COLUMN kind app.kind DEFAULT 'a';
-- or
ALTER TABLE app.w ADD COLUMN kind app.kind NOT NULL;
-- or
ALTER TABLE app.w ADD COLUMN kind text;
-- or
ALTER TABLE app.w ADD COLUMN kind app.kind[];
