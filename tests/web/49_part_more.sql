ALTER TABLE app.part ENABLE ROW LEVEL SECURITY;
CREATE POLICY part_p ON app.part USING (id > 0);
GRANT SELECT ON app.part TO reader;
GRANT SELECT ON app.part_a TO writer;
-- or
ALTER TABLE app.part_a ENABLE ROW LEVEL SECURITY;
CREATE POLICY part_p ON app.part_a USING (id > 0);
CREATE STATISTICS app.part_s ON id, k FROM app.part;
-- or
CREATE VIEW app.part_view AS SELECT id, v FROM app.part;
CREATE VIEW app.part_a_view AS SELECT * FROM app.part_a;
COMMENT ON TABLE app.part_a IS 'a';
-- or
CREATE PUBLICATION parts FOR TABLE app.part WITH (publish_via_partition_root);
ALTER TABLE app.part OWNER TO writer;
