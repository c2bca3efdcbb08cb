CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy', 'unused');
COMMENT ON TYPE mood IS 'how it is';
GRANT USAGE ON TYPE mood TO reader;
CREATE TABLE people (id integer PRIMARY KEY, mood mood NOT NULL DEFAULT 'ok', moods mood[] DEFAULT '{}', other text);
CREATE INDEX people_mood ON people (mood) WHERE mood = 'happy';
CREATE VIEW happy AS SELECT id FROM people WHERE mood = 'happy';
CREATE FUNCTION is_sad(m mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT m = 'sad'$$;
COMMENT ON FUNCTION is_sad(mood) IS 'sad';
ALTER TABLE people ADD CONSTRAINT not_sad CHECK (NOT is_sad(mood));
