-- They come last and go first, so that the migration does not fire them.
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'no'; END$$;
CREATE FUNCTION g() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE NOTICE 'ok'; END$$;
CREATE EVENT TRIGGER state ON ddl_command_start WHEN TAG IN ('DROP SEQUENCE', 'CREATE CAST') EXECUTE FUNCTION g();
ALTER EVENT TRIGGER state ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER state IS 'state';
CREATE EVENT TRIGGER made ON ddl_command_end WHEN TAG IN ('CREATE CAST') EXECUTE FUNCTION f();
ALTER EVENT TRIGGER made DISABLE;
CREATE TABLE t (id integer);
