-- Storage parameters of its index, and the comment on that.
CREATE TABLE a (id integer, x integer, CONSTRAINT a_key PRIMARY KEY (id), CONSTRAINT a_x UNIQUE (x) WITH (fillfactor=60));
COMMENT ON INDEX a_key IS 'its index';
