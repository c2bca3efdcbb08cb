-- A table takes the form of a type, another lets go of it.
CREATE TYPE pair AS (x integer, y text);
CREATE TABLE a OF pair;
CREATE TABLE b (x integer, y text);
CREATE TABLE made OF pair (x WITH OPTIONS DEFAULT 1, UNIQUE (y));
