-- LIKE makes a sequence of bigint for a column of integer.
CREATE TABLE pattern (id integer GENERATED ALWAYS AS IDENTITY);
CREATE TABLE a (LIKE pattern INCLUDING IDENTITY);
