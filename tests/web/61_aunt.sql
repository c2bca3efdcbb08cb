CREATE TABLE app.aunt (id integer, z integer);
-- or
CREATE TABLE app.aunt (id integer, z integer DEFAULT 3, CONSTRAINT aunt_c CHECK (z > 0));
