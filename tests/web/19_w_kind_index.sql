CREATE INDEX w_k ON app.w (kind) WHERE kind IS NOT NULL;
-- or
CREATE INDEX w_k ON app.w ((kind::text IS NULL), id);
-- or
CREATE STATISTICS app.w_k ON kind, n FROM app.w;
