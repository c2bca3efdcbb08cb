-- In the transaction of a migration: its row, applied, and the event. 23505 if it was applied before.
WITH row AS (
    INSERT INTO {schema}.migrations (
        version, name, status, up_sha256, down_sha256, down_sql, fingerprint, statements_total, statements_done,
        statement_sha256, started_at, finished_at, executed_by, executed_as, application, host, tool_version, batch,
        backend_pid
    )
    VALUES (
        %(version)s, %(name)s, 'applied', %(up_sha256)s, %(down_sha256)s, %(down_sql)s, %(fingerprint)s, %(total)s,
        %(total)s, %(sha256)s, pg_catalog.transaction_timestamp(), pg_catalog.clock_timestamp(), session_user,
        current_user, pg_catalog.current_setting('application_name'), %(host)s, %(tool)s, %(batch)s,
        pg_catalog.pg_backend_pid()
    )
    RETURNING *
)
INSERT INTO {schema}.events (
    event, version, name, sha256, statements_total, statements_done, duration, host, tool_version, batch
)
SELECT 'applied', version, name, up_sha256, statements_total, statements_done, finished_at - started_at, host,
    tool_version, batch
FROM row
