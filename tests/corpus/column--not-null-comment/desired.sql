-- A comment on a NOT NULL constraint, of whatever name, also one that the server shortened, in a partition and below a parent.
-- since: 18
CREATE TABLE t (id integer PRIMARY KEY, a text CONSTRAINT a_set NOT NULL, b text NOT NULL, c text NOT NULL);
COMMENT ON CONSTRAINT t_id_not_null ON t IS 'the key''s';
COMMENT ON CONSTRAINT a_set ON t IS 'named';
COMMENT ON CONSTRAINT t_c_not_null ON t IS 'new';
CREATE TABLE a_table_with_a_name_that_is_rather_long (a_column_with_a_name_that_is_long_too text NOT NULL);
COMMENT ON CONSTRAINT a_table_with_a_name_that_is_a_column_with_a_name_that__not_null
  ON a_table_with_a_name_that_is_rather_long IS 'shortened';
CREATE TABLE p (k integer NOT NULL, v text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
COMMENT ON CONSTRAINT p_v_not_null ON p IS 'of the whole';
COMMENT ON CONSTRAINT p_v_not_null ON p_1 IS 'of the part';
CREATE TABLE parent (x integer NOT NULL);
CREATE TABLE child () INHERITS (parent);
CREATE TABLE made (y integer NOT NULL);
COMMENT ON CONSTRAINT made_y_not_null ON made IS 'with its table';
