-- Two tables that refer to each other, and what is built on them.
CREATE TABLE c (id integer PRIMARY KEY);
