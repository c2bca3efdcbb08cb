CREATE FUNCTION app.takes_place(p app.place) RETURNS app.place LANGUAGE sql IMMUTABLE AS $$SELECT p$$;
-- or
CREATE FUNCTION app.takes_place(p app.trip) RETURNS app.place LANGUAGE sql IMMUTABLE RETURN (p).start;
-- or
CREATE FUNCTION app.takes_place(a integer, OUT p app.place, OUT k integer) LANGUAGE sql AS $$SELECT NULL::app.place, 1$$;
