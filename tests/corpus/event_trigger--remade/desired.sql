-- Event and function of an event trigger.
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION g() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE EVENT TRIGGER a ON table_rewrite EXECUTE FUNCTION f();
CREATE EVENT TRIGGER b ON sql_drop EXECUTE FUNCTION g();
COMMENT ON EVENT TRIGGER a IS 'said';
