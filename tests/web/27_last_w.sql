CREATE VIEW app.last_w AS SELECT c.many, w.kind FROM app.count_w c, app.w;
-- or
CREATE RECURSIVE VIEW app.last_w (many) AS SELECT 1 UNION ALL SELECT many + 1 FROM last_w WHERE many < 3;
-- or
CREATE VIEW app.last_w AS SELECT many FROM app.count_w;
CREATE TRIGGER ins INSTEAD OF UPDATE ON app.last_w FOR EACH ROW EXECUTE FUNCTION app.w_touch();
