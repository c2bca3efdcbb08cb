-- After the last statement of a file that ran statement by statement: its row, applied, and the event.
WITH row AS (
    UPDATE {schema}.migrations
    SET status = 'applied', statements_done = %(total)s, statement_sha256 = %(sha256)s,
        finished_at = pg_catalog.clock_timestamp()
    WHERE version = %(version)s
    RETURNING *
)
INSERT INTO {schema}.events (
    event, version, name, sha256, statements_total, statements_done, duration, host, tool_version, batch
)
SELECT 'applied', version, name, up_sha256, statements_total, statements_done, finished_at - started_at, host,
    tool_version, batch
FROM row
