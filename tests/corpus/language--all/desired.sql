-- Procedural languages by their functions.
CREATE FUNCTION handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION handler2() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
CREATE FUNCTION inline(internal) RETURNS void LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_inline_handler';
CREATE FUNCTION validator(oid) RETURNS void LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_validator';
CREATE TRUSTED LANGUAGE changes HANDLER handler2 INLINE inline VALIDATOR validator;
CREATE LANGUAGE made HANDLER handler;
ALTER LANGUAGE made OWNER TO writer;
GRANT USAGE ON LANGUAGE changes TO reader;
CREATE FUNCTION uses() RETURNS integer LANGUAGE changes AS $$BEGIN RETURN 1; END$$;
