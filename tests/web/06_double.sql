CREATE FUNCTION app.double(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT n * 2$$;
-- or
CREATE FUNCTION app.double(n integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$SELECT n * 2::bigint$$;
-- or
CREATE FUNCTION app.double(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN n * 2;
-- or
CREATE FUNCTION app.double(n integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$BEGIN RETURN n + n; END$$;
-- or
CREATE FUNCTION app.double(m integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT m * 2$$;
-- or
CREATE FUNCTION app.double(n integer, OUT r integer) LANGUAGE sql IMMUTABLE AS $$SELECT n * 2$$;
