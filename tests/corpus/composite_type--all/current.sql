CREATE TYPE address AS (street text, zip varchar(5), town text);
COMMENT ON COLUMN address.zip IS 'digits';
CREATE TYPE gone AS (x integer);
CREATE TYPE turned AS (a integer, b text);
COMMENT ON TYPE turned IS 'turned';
CREATE FUNCTION of_turned(t turned) RETURNS text LANGUAGE sql AS $$SELECT t.b$$;
