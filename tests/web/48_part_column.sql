ALTER TABLE app.part ADD COLUMN extra integer DEFAULT 5;
-- or
ALTER TABLE app.part ADD COLUMN extra text NOT NULL;
ALTER TABLE app.part_a ALTER COLUMN extra SET DEFAULT 'own';
COMMENT ON COLUMN app.part.extra IS 'e';
-- or
ALTER TABLE app.part ADD COLUMN extra text;
ALTER TABLE app.part_a ALTER COLUMN extra SET NOT NULL;
COMMENT ON COLUMN app.part_a.extra IS 'e';
ALTER TABLE app.part ALTER COLUMN extra SET STATISTICS 50;
ALTER TABLE ONLY app.part ALTER COLUMN extra SET STORAGE EXTERNAL;
-- or
ALTER TABLE app.part ADD COLUMN extra app.kind;
