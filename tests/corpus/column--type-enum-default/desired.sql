-- From text to an enum with a default of its own.
-- rewrites: public.tickets
CREATE TYPE status AS ENUM ('open', 'closed');
CREATE TABLE tickets (id integer PRIMARY KEY, status status NOT NULL DEFAULT 'open');
