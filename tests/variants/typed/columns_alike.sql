CREATE TYPE app.form AS (id integer, x text);
CREATE TABLE app.formed (id integer, x text);
