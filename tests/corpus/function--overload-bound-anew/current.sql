CREATE FUNCTION twin(a integer) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;
