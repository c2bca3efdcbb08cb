CREATE TABLE a (id integer, x integer, CONSTRAINT a_key PRIMARY KEY (id) WITH (fillfactor=80), CONSTRAINT a_x UNIQUE (x));
COMMENT ON INDEX a_x IS 'its index';
