CREATE FUNCTION app.next_id() RETURNS bigint LANGUAGE plpgsql AS $$BEGIN RETURN (SELECT count(*) FROM app.left_one); END$$;
CREATE TABLE app.left_one (id bigint PRIMARY KEY DEFAULT app.next_id());
