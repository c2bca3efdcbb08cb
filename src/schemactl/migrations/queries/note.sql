-- An event that is about no migration.
INSERT INTO {schema}.events (event, version, name, host, tool_version, batch)
VALUES (%(event)s, %(version)s, %(name)s, %(host)s, %(tool)s, %(batch)s)
