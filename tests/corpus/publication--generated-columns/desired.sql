-- An option of Postgres 18.
-- since: 18
CREATE TABLE a (id integer PRIMARY KEY);
CREATE PUBLICATION p FOR TABLE a WITH (publish_generated_columns = stored);
