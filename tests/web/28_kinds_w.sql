CREATE VIEW app.kinds_w AS SELECT w.kind, app.is_kind('a') AS is FROM app.w;
-- or
CREATE VIEW app.kinds_w AS SELECT 'a'::app.kind AS kind;
-- or
CREATE VIEW app.kinds_w AS SELECT k FROM app.kind_of('a') k;
