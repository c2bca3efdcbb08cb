CREATE TYPE app.tr AS (x integer);
CREATE FUNCTION app.from_tr(internal) RETURNS internal LANGUAGE internal IMMUTABLE STRICT AS 'boolin';
CREATE TRANSFORM FOR app.tr LANGUAGE sql (FROM SQL WITH FUNCTION app.from_tr(internal));
