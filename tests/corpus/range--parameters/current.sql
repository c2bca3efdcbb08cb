CREATE FUNCTION diff(a time, b time) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS $$SELECT EXTRACT(epoch FROM (a - b))$$;
CREATE TYPE d AS RANGE (subtype = time);
CREATE TYPE c AS RANGE (subtype = text);
CREATE TYPE o AS RANGE (subtype = text);
CREATE TYPE m AS RANGE (subtype = integer);
CREATE FUNCTION uses(m) RETURNS integer LANGUAGE sql AS $$SELECT lower($1)$$;
