-- Whole schemas and column lists do not go together: the members are set anew.
-- since: 15
CREATE TABLE t (id integer PRIMARY KEY, x text);
CREATE PUBLICATION p FOR TABLES IN SCHEMA public;
