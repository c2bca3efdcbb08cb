CREATE TABLE elder (x text NOT NULL);
CREATE TABLE young (x text NOT NULL DEFAULT 'y') INHERITS (elder);
