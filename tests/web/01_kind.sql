CREATE TYPE app.kind AS ENUM ('a', 'b');
-- or
CREATE TYPE app.kind AS ENUM ('a', 'b', 'c');
-- or
CREATE TYPE app.kind AS ENUM ('z', 'a', 'b');
-- or
CREATE TYPE app.kind AS ENUM ('b', 'a');
-- or
CREATE DOMAIN app.kind AS text;
