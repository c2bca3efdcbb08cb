CREATE TABLE app.elder (id integer, x text NOT NULL);
-- or
CREATE TABLE app.elder (id integer CHECK (id > 0), x text DEFAULT 'e');
-- or
CREATE TABLE app.elder (id bigint, x text, y date);
-- or
CREATE TABLE app.elder (id integer, CONSTRAINT only_here CHECK (id > 1) NO INHERIT);
