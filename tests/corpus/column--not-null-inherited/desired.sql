-- NOT NULL of tables that inherit: a table's own, or only its parent's, also where the column is its own.
-- since: 18
CREATE TABLE elder (id integer PRIMARY KEY, x text NOT NULL, y text NOT NULL, z text);
CREATE TABLE own (id integer NOT NULL, x text NOT NULL, z text NOT NULL) INHERITS (elder);
CREATE TABLE merged (x text DEFAULT 'm', y text) INHERITS (elder);
CREATE TABLE says (x text DEFAULT 's') INHERITS (elder);
CREATE TABLE made (x text DEFAULT 'n', y text NOT NULL) INHERITS (elder);
