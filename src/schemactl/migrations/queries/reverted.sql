-- In the transaction that ends the way back of a migration: its row goes, the event stays.
WITH row AS (
    DELETE FROM {schema}.migrations WHERE version = %(version)s RETURNING *
)
INSERT INTO {schema}.events (
    event, version, name, sha256, statements_total, statements_done, duration, host, tool_version, batch
)
SELECT 'reverted', version, name, down_sha256, %(total)s, %(total)s,
    pg_catalog.clock_timestamp() - pg_catalog.transaction_timestamp(), %(host)s, %(tool)s, %(batch)s
FROM row
