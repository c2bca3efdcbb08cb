CREATE TYPE pair AS (a integer, b text, gone varchar(5));
CREATE TABLE t (id integer PRIMARY KEY, p pair, ps pair[]);
