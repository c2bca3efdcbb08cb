-- What a table has for itself goes before it becomes a partition (on the way back).
CREATE TABLE p_one (id integer NOT NULL, k integer NOT NULL, own text, CONSTRAINT own_key PRIMARY KEY (id));
