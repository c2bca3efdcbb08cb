-- Each type of constraint comes on a table with rows, and goes.
CREATE TABLE parents (id integer PRIMARY KEY, code text UNIQUE);
CREATE TABLE a (
    id integer PRIMARY KEY,
    x integer CONSTRAINT x_once UNIQUE,
    r int4range,
    p text REFERENCES parents (code) MATCH FULL ON UPDATE CASCADE ON DELETE SET DEFAULT,
    CONSTRAINT x_positive CHECK (x > 0) NO INHERIT,
    CONSTRAINT r_free EXCLUDE USING gist (r WITH &&) WHERE (x > 10)
);
COMMENT ON CONSTRAINT r_free ON a IS 'one at a time';
COMMENT ON INDEX r_free IS 'its index';
