CREATE FUNCTION app.handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE TRUSTED LANGUAGE lang HANDLER app.handler;
GRANT USAGE ON LANGUAGE lang TO reader;
COMMENT ON LANGUAGE lang IS 'l';
