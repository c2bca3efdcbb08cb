-- A view whose text changes could be altered, but its calls would be bound while both overloads are there.
CREATE FUNCTION twin(a integer) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;
CREATE FUNCTION twin(a text) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;
CREATE VIEW v AS SELECT twin('x'::text) AS t, twin(2) AS u;
