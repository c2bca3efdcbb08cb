CREATE FUNCTION app.plus(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a + b$$;
CREATE AGGREGATE app.total(integer) (sfunc = app.plus, stype = integer);
