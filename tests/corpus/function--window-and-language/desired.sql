-- What makes a function another kind of function.
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN a; END$$;
CREATE FUNCTION p(a integer) RETURNS void LANGUAGE sql AS $$$$;
CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_row_number';
