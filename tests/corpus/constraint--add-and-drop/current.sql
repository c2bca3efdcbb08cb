CREATE TABLE parents (id integer PRIMARY KEY, code text UNIQUE);
CREATE TABLE a (id integer NOT NULL, x integer, r int4range, p text, CONSTRAINT x_small CHECK (x < 100));
COMMENT ON CONSTRAINT x_small ON a IS 'small';
