ALTER TABLE app.w ADD CONSTRAINT w_c CHECK (app.double(n::integer) > 0);
-- or
ALTER TABLE app.w ADD CONSTRAINT w_c CHECK (n > 0) NOT VALID;
-- or
ALTER TABLE app.w ADD CONSTRAINT w_c CHECK (n > 0 OR id > 0) NO INHERIT;
COMMENT ON CONSTRAINT w_c ON app.w IS 'c';
