CREATE FUNCTION app.is_kind(k app.kind) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN k IS NOT NULL;
-- or
CREATE FUNCTION app.is_kind(k app.kind DEFAULT 'a') RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT k = 'a'$$;
-- or
CREATE FUNCTION app.is_kind(VARIADIC k app.kind[]) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN true;
