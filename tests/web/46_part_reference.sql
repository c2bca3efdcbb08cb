ALTER TABLE app.part ADD CONSTRAINT part_w FOREIGN KEY (id) REFERENCES app.w (id);
-- or
ALTER TABLE app.part_a ADD CONSTRAINT part_w FOREIGN KEY (id) REFERENCES app.w (id) ON DELETE CASCADE;
-- or
CREATE TABLE app.pointer (id integer, k integer, FOREIGN KEY (id, k) REFERENCES app.part (id, k));
-- or
CREATE TABLE app.pointer (id integer, k integer);
ALTER TABLE app.pointer ADD CONSTRAINT pointer_part FOREIGN KEY (id, k) REFERENCES app.part (id, k) ON UPDATE CASCADE DEFERRABLE;
