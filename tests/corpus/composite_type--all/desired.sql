-- Attributes are added, dropped and retyped; a type that is made anew takes its users along.
CREATE TYPE address AS (street text, zip varchar(10), town text COLLATE "C", country text);
COMMENT ON COLUMN address.country IS 'two letters';
CREATE TYPE made AS (x integer, y numeric(5, 2)[]);
COMMENT ON TYPE made IS 'made';
CREATE TYPE turned AS (b text, a integer);
COMMENT ON TYPE turned IS 'turned';
CREATE FUNCTION of_turned(t turned) RETURNS text LANGUAGE sql AS $$SELECT t.b$$;
ALTER TYPE address OWNER TO writer;
