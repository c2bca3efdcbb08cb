CREATE PROCEDURE app.work(a integer) LANGUAGE sql AS $$SELECT 1$$;
