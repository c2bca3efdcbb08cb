-- Defaults come, go and change without a touch of the rows.
CREATE SEQUENCE numbers;
CREATE FUNCTION token() RETURNS text LANGUAGE sql AS $$SELECT 'x'$$;
CREATE TABLE a (
    id integer PRIMARY KEY,
    b integer DEFAULT 2,
    c text DEFAULT token(),
    d timestamptz DEFAULT CURRENT_TIMESTAMP,
    e bigint,
    f text DEFAULT 'y'::text,
    g text[] DEFAULT '{}',
    h jsonb
);
