-- What cannot be altered is made anew, and everything that hung on it.
CREATE TABLE a (id integer PRIMARY KEY, x integer, y integer, z integer, CONSTRAINT x_small CHECK (x < 100), CONSTRAINT y_once UNIQUE (y) INCLUDE (z));
COMMENT ON CONSTRAINT y_once ON a IS 'once';
CREATE TABLE b (id integer PRIMARY KEY, y integer REFERENCES a (y) ON DELETE SET NULL);
