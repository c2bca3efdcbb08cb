-- What people say of a column, and who may see it.
CREATE TABLE users (id integer PRIMARY KEY, email text, secret text);
COMMENT ON COLUMN users.email IS 'it''s where they are reached';
GRANT SELECT (id), UPDATE (email), REFERENCES (id) ON users TO reader;
GRANT SELECT (secret) ON users TO writer;
