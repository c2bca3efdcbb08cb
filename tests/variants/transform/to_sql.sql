CREATE TYPE app.tr AS (x integer);
CREATE FUNCTION app.to_tr(internal) RETURNS app.tr LANGUAGE internal IMMUTABLE STRICT AS 'boolin';
CREATE TRANSFORM FOR app.tr LANGUAGE sql (TO SQL WITH FUNCTION app.to_tr(internal));
COMMENT ON TRANSFORM FOR app.tr LANGUAGE sql IS 't';
