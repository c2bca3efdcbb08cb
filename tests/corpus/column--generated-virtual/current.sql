CREATE TABLE a (id integer PRIMARY KEY, x integer, p integer GENERATED ALWAYS AS (x + 1) VIRTUAL, q integer GENERATED ALWAYS AS (x + 2) STORED, r integer GENERATED ALWAYS AS (x + 3) VIRTUAL);
