-- A column that is only inherited cannot be made from one that is the table's own.
-- refused: column public.joiner.id: a table's own column cannot become one that it only inherits
CREATE TABLE parent (id integer);
CREATE TABLE joiner (z integer) INHERITS (parent);
