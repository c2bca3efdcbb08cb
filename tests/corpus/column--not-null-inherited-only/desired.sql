-- Postgres has no way to let go of a table's own NOT NULL while its parent has one.
-- since: 18
-- refused: column public.young.x: a table's own NOT NULL cannot become one that it only inherits
CREATE TABLE elder (x text NOT NULL);
CREATE TABLE young (x text DEFAULT 'y') INHERITS (elder);
