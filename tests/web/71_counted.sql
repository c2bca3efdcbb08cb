CREATE TABLE app.counted (id integer DEFAULT nextval('app.number') PRIMARY KEY, x integer);
ALTER SEQUENCE app.number OWNED BY app.counted.id;
-- or
CREATE TABLE app.counted (id bigint DEFAULT nextval('app.number'), x integer GENERATED ALWAYS AS IDENTITY);
-- or
CREATE TABLE app.counted (id bigint GENERATED ALWAYS AS IDENTITY, x serial);
-- or
CREATE TABLE app.counted (id integer, x integer);
ALTER SEQUENCE app.number OWNED BY app.counted.x;
