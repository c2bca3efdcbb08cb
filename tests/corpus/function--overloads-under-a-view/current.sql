CREATE FUNCTION twin(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;
CREATE FUNCTION twin(VARIADIC a text[]) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;
CREATE VIEW v AS SELECT twin('x'::text) AS t, twin(2) AS u;
