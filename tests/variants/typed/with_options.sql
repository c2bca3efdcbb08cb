CREATE TYPE app.form AS (id integer, x text);
CREATE TABLE app.formed OF app.form (PRIMARY KEY (id), x WITH OPTIONS DEFAULT 'x');
