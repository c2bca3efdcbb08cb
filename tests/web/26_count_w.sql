CREATE VIEW app.count_w AS SELECT n, count(*) AS many FROM app.all_w GROUP BY n;
-- or
CREATE VIEW app.count_w AS SELECT id, n AS many FROM app.all_w;
GRANT SELECT ON app.count_w TO reader;
ALTER VIEW app.count_w ALTER COLUMN many SET DEFAULT 3;
COMMENT ON COLUMN app.count_w.many IS 'm';
-- or
CREATE MATERIALIZED VIEW app.count_w AS SELECT n, count(*) AS many FROM app.all_w GROUP BY n WITH NO DATA;
CREATE INDEX count_w_n ON app.count_w (many);
COMMENT ON MATERIALIZED VIEW app.count_w IS 'm';
GRANT SELECT ON app.count_w TO reader;
