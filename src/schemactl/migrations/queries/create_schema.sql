-- The schema of the history, where there is none of that name; one that others have made stays as it is.
CREATE SCHEMA {schema};
COMMENT ON SCHEMA {schema} IS 'schemactl: which migrations have run here';
