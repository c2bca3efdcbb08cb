CREATE TABLE users (id integer PRIMARY KEY, email text, secret text);
COMMENT ON COLUMN users.secret IS 'never shown';
GRANT SELECT (id, email), UPDATE (email) ON users TO reader;
GRANT SELECT (secret) ON users TO writer WITH GRANT OPTION;
