CREATE TABLE a (id serial PRIMARY KEY, x text);
