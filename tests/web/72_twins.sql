CREATE FUNCTION app.twin(a integer) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;
CREATE FUNCTION app.twin(a text) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;
-- or
CREATE FUNCTION app.twin(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;
CREATE FUNCTION app.twin(VARIADIC a text[]) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;
-- or
CREATE FUNCTION app.twin(a anyelement) RETURNS anyelement LANGUAGE sql AS $$SELECT a$$;
CREATE PROCEDURE app.twin(a date) LANGUAGE sql AS $$SELECT 1$$;
-- or
CREATE AGGREGATE app.twin(integer) (sfunc = int4pl, stype = integer);
CREATE FUNCTION app.twin(INOUT a text, OUT b text) LANGUAGE sql AS $$SELECT a, a$$;
