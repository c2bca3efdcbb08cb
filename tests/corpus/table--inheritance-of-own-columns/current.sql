CREATE TABLE parent (id integer);
CREATE TABLE joiner (id integer, z integer);
