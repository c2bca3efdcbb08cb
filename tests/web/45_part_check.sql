ALTER TABLE app.part ADD CONSTRAINT part_c CHECK (id > 0);
-- or
ALTER TABLE app.part_a ADD CONSTRAINT part_c CHECK (id > 0);
ALTER TABLE app.part ADD CONSTRAINT part_c CHECK (id > 0);
-- or
ALTER TABLE app.part_b ADD CONSTRAINT part_c CHECK (id > 5) NOT VALID;
-- or
ALTER TABLE app.part ADD CONSTRAINT part_c CHECK (u IS NOT NULL) NOT VALID;
ALTER TABLE app.part_a VALIDATE CONSTRAINT part_c;
