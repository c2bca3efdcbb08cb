CREATE VIEW app.all_w AS SELECT * FROM app.w;
-- or
CREATE VIEW app.all_w AS SELECT id, n FROM app.w WHERE app.double(n::integer) > 0;
-- or
CREATE VIEW app.all_w WITH (security_barrier) AS SELECT n, id, note AS said FROM app.w WITH LOCAL CHECK OPTION;
-- or
CREATE MATERIALIZED VIEW app.all_w AS SELECT id, n FROM app.w;
CREATE UNIQUE INDEX all_w_id ON app.all_w (id);
-- or
CREATE TABLE app.all_w (id integer, n integer);
