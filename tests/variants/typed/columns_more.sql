CREATE TABLE app.formed (id integer, x text, y integer);
