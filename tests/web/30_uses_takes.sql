CREATE VIEW app.uses_takes AS SELECT app.takes_w(w.*) AS t FROM app.w;
-- or
CREATE VIEW app.uses_takes AS SELECT 1 AS t;
-- or
CREATE VIEW app.uses_takes AS SELECT w FROM app.w;
