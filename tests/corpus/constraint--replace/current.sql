CREATE TABLE a (id integer PRIMARY KEY, x integer, y integer, z integer, CONSTRAINT x_small CHECK (x < 10), CONSTRAINT y_once UNIQUE (y));
COMMENT ON CONSTRAINT y_once ON a IS 'once';
CREATE TABLE b (id integer PRIMARY KEY, y integer REFERENCES a (y) ON DELETE CASCADE);
