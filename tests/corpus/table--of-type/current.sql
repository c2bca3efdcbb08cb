CREATE TYPE pair AS (x integer, y text);
CREATE TABLE a (x integer, y text);
CREATE TABLE b OF pair;
CREATE TABLE gone OF pair (PRIMARY KEY (x));
