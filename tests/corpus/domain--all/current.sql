CREATE DOMAIN email AS text DEFAULT 'x@y' CONSTRAINT has_at CHECK (VALUE LIKE '%@%') CONSTRAINT short CHECK (length(VALUE) < 100);
COMMENT ON DOMAIN email IS 'where';
COMMENT ON CONSTRAINT has_at ON DOMAIN email IS 'an at';
CREATE DOMAIN count AS integer NOT NULL;
CREATE DOMAIN gone AS integer;
CREATE TABLE people (id integer PRIMARY KEY, email email, n count);
