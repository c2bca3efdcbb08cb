CREATE SEQUENCE numbers;
CREATE FUNCTION token() RETURNS text LANGUAGE sql AS $$SELECT 'x'$$;
CREATE TABLE a (
    id integer PRIMARY KEY,
    b integer DEFAULT 1,
    c text,
    d timestamptz DEFAULT now(),
    e bigint DEFAULT nextval('numbers'),
    f text DEFAULT 'x',
    g text[] DEFAULT ARRAY['a'],
    h jsonb DEFAULT '{}'
);
