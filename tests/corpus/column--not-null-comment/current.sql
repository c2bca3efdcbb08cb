CREATE TABLE t (id integer PRIMARY KEY, a text CONSTRAINT a_set NOT NULL, b text NOT NULL, c text);
CREATE TABLE a_table_with_a_name_that_is_rather_long (a_column_with_a_name_that_is_long_too text NOT NULL);
CREATE TABLE p (k integer NOT NULL, v text NOT NULL) PARTITION BY LIST (k);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE parent (x integer NOT NULL);
CREATE TABLE child () INHERITS (parent);
COMMENT ON CONSTRAINT parent_x_not_null ON child IS 'was said';
