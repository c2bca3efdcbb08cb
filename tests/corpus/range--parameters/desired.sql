-- Each parameter of a range type is changed.
CREATE FUNCTION diff(a time, b time) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS $$SELECT EXTRACT(epoch FROM (a - b))$$;
CREATE TYPE d AS RANGE (subtype = time, subtype_diff = diff);
CREATE TYPE c AS RANGE (subtype = text, collation = "C");
CREATE TYPE o AS RANGE (subtype = text, subtype_opclass = text_pattern_ops);
CREATE TYPE m AS RANGE (subtype = integer, multirange_type_name = many);
CREATE FUNCTION uses(m) RETURNS integer LANGUAGE sql AS $$SELECT lower($1)$$;
