CREATE INDEX w_i ON app.w (app.double(n::integer));
-- or
CREATE INDEX w_i ON app.w (n) WHERE app.double(n::integer) > 2;
-- or
CREATE INDEX w_i ON app.w (n, id DESC);
ALTER TABLE app.w CLUSTER ON w_i;
COMMENT ON INDEX app.w_i IS 'i';
-- or
CREATE INDEX w_i ON app.w (n int4_ops) WITH (fillfactor = 70);
