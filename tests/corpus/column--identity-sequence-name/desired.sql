-- The sequence of an identity has a name, and lives in a schema.
CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME a_ids) PRIMARY KEY);
