CREATE TYPE mood AS ENUM ('sad', 'ok');
COMMENT ON TYPE mood IS 'how it is';
CREATE TABLE people (id integer PRIMARY KEY, mood mood);
