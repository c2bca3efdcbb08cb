CREATE TYPE gone AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE changed AS RANGE (subtype = integer);
COMMENT ON TYPE changed IS 'span';
CREATE TABLE spans (id integer PRIMARY KEY, s changed, m changed_multirange, a changed[], EXCLUDE USING gist (s WITH &&));
CREATE INDEX spans_s ON spans USING gist (s);
