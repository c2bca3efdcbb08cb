CREATE TABLE app.heir (more text) INHERITS (app.w);
-- or
CREATE TABLE app.heir (more text, n integer) INHERITS (app.w);
-- or
CREATE TABLE app.heir (id integer NOT NULL, n integer, more text);
-- or
CREATE TABLE app.heir (LIKE app.w);
