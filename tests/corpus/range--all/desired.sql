-- Range types with their multiranges.
-- rewrites: public.spans
CREATE FUNCTION time_diff(a time, b time) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS $$SELECT EXTRACT(epoch FROM (a - b))$$;
CREATE TYPE timerange AS RANGE (subtype = time, subtype_diff = time_diff, multirange_type_name = times);
CREATE TYPE textrange AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
GRANT USAGE ON TYPE timerange TO reader;
CREATE TYPE changed AS RANGE (subtype = bigint);
COMMENT ON TYPE changed IS 'span';
CREATE TABLE spans (id integer PRIMARY KEY, s changed, m changed_multirange, a changed[], EXCLUDE USING gist (s WITH &&));
CREATE INDEX spans_s ON spans USING gist (s);
