CREATE INDEX part_v ON app.part (v);
-- or
CREATE INDEX part_v ON ONLY app.part (v);
-- or
CREATE INDEX own_v ON app.part_a (v);
CREATE INDEX part_v ON app.part (v);
COMMENT ON INDEX app.own_v IS 'own';
-- or
CREATE INDEX part_v ON app.part_a (v) WHERE id > 1;
CREATE INDEX part_u ON app.part ((u + 1), k DESC) INCLUDE (id);
-- or
CREATE UNIQUE INDEX part_v ON app.part (k, id);
ALTER TABLE app.part REPLICA IDENTITY USING INDEX part_v;
