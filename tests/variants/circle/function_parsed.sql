CREATE TABLE app.left_one (id bigint PRIMARY KEY);
CREATE FUNCTION app.next_id() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) + 1 FROM app.left_one; END;
ALTER TABLE app.left_one ALTER COLUMN id SET DEFAULT app.next_id();
