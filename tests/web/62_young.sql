CREATE TABLE app.young (own integer) INHERITS (app.elder);
-- or
CREATE TABLE app.young (own integer, x text DEFAULT 'y') INHERITS (app.elder);
-- or
CREATE TABLE app.young (own integer) INHERITS (app.elder, app.aunt);
-- or
CREATE TABLE app.young (id integer, x text NOT NULL, own integer);
-- or
CREATE TABLE app.young (id integer, x text NOT NULL, own integer);
ALTER TABLE app.young INHERIT app.elder;
