-- Each signature is a function of its own.
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS $$SELECT 2$$;
CREATE FUNCTION f(a text, b integer) RETURNS text LANGUAGE sql AS $$SELECT 'a'$$;
CREATE FUNCTION f(a "char"[], b numeric) RETURNS text LANGUAGE sql AS $$SELECT 'a'$$;
CREATE FUNCTION f(INOUT a date) LANGUAGE sql AS $$SELECT a$$;
