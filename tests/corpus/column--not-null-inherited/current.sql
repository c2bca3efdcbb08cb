CREATE TABLE elder (id integer PRIMARY KEY, x text NOT NULL, y text, z text NOT NULL);
CREATE TABLE own (id integer NOT NULL, x text NOT NULL, z text NOT NULL) INHERITS (elder);
CREATE TABLE merged (x text DEFAULT 'm', y text) INHERITS (elder);
CREATE TABLE says (x text DEFAULT 's') INHERITS (elder);
