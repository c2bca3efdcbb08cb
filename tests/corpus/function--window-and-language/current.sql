CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$SELECT a$$;
CREATE PROCEDURE p(a integer) LANGUAGE sql AS $$$$;
