-- A check that calls a function which reads a table.
CREATE TABLE known (code text PRIMARY KEY);
CREATE FUNCTION is_known(c text) RETURNS boolean LANGUAGE sql STABLE AS $$SELECT EXISTS (SELECT FROM known WHERE code = c)$$;
CREATE DOMAIN known_code AS text CHECK (is_known(VALUE));
CREATE TABLE uses (code known_code);
