-- Labels are added where they belong, outside the transaction that uses them.
-- rewrites: public.people
CREATE TYPE mood AS ENUM ('awful', 'sad', 'so-so', 'ok', 'it''s great');
CREATE TABLE people (id integer PRIMARY KEY, mood mood DEFAULT 'so-so', CHECK (mood <> 'awful'));
GRANT USAGE ON TYPE mood TO reader;
