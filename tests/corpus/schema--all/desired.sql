-- Schemas come and go with what is in them; who may use them.
CREATE SCHEMA made AUTHORIZATION writer;
COMMENT ON SCHEMA made IS 'fresh';
CREATE TABLE made.t (id integer PRIMARY KEY);
CREATE SCHEMA stays;
GRANT USAGE, CREATE ON SCHEMA stays TO writer WITH GRANT OPTION;
CREATE SCHEMA owned;
GRANT USAGE ON SCHEMA owned TO PUBLIC;
