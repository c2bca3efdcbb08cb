CREATE FUNCTION app.kind_of(t text) RETURNS app.kind LANGUAGE sql IMMUTABLE AS $$SELECT t::text::app.kind$$;
-- or
CREATE FUNCTION app.kind_of(t text) RETURNS app.kind LANGUAGE plpgsql IMMUTABLE AS $$BEGIN RETURN t; END$$;
-- or
CREATE FUNCTION app.kind_of(t text) RETURNS SETOF app.kind LANGUAGE sql AS $$SELECT t::app.kind$$;
