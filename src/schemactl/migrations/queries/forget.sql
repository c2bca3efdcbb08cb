-- Says that a migration is not applied, without running its way back: its row goes, the event stays.
WITH row AS (
    DELETE FROM {schema}.migrations WHERE version = %(version)s RETURNING *
)
INSERT INTO {schema}.events (
    event, version, name, sha256, statements_total, statements_done, host, tool_version, batch
)
SELECT %(event)s, version, name, up_sha256, statements_total, statements_done, %(host)s, %(tool)s, %(batch)s
FROM row
