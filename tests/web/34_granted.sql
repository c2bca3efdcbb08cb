GRANT SELECT (n), UPDATE (n) ON app.w TO reader;
GRANT INSERT ON app.w TO writer;
-- or
GRANT ALL ON app.w TO writer;
REVOKE DELETE ON app.w FROM writer;
COMMENT ON COLUMN app.w.n IS 'n';
-- or
ALTER TABLE app.w OWNER TO writer;
ALTER TABLE app.w REPLICA IDENTITY FULL;
