CREATE VIEW app.twin_view AS SELECT app.twin(1) AS t;
-- or
CREATE VIEW app.twin_view AS SELECT app.twin('x'::text) AS t, app.twin(2) AS u;
-- or
CREATE TABLE app.twin_view (t integer DEFAULT app.twin(3), CHECK (app.twin(t) > 0));
