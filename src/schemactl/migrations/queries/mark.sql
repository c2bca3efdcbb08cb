-- Says that a migration is applied, without running it: its row and the event.
WITH row AS (
    INSERT INTO {schema}.migrations AS m (
        version, name, status, origin, up_sha256, down_sha256, down_sql, fingerprint, statements_total,
        statements_done, statement_sha256, started_at, finished_at, executed_by, executed_as, application, host,
        tool_version, batch, backend_pid
    )
    VALUES (
        %(version)s, %(name)s, 'applied', %(origin)s, %(up_sha256)s, %(down_sha256)s, %(down_sql)s, %(fingerprint)s,
        %(total)s, %(total)s, %(sha256)s, pg_catalog.now(), pg_catalog.now(), session_user, current_user,
        pg_catalog.current_setting('application_name'), %(host)s, %(tool)s, %(batch)s, pg_catalog.pg_backend_pid()
    )
    ON CONFLICT (version) DO UPDATE SET
        status = 'applied', direction = 'up', origin = excluded.origin, up_sha256 = excluded.up_sha256,
        down_sha256 = excluded.down_sha256, down_sql = excluded.down_sql, fingerprint = excluded.fingerprint,
        statements_total = excluded.statements_total, statements_done = excluded.statements_done,
        statement_sha256 = excluded.statement_sha256, finished_at = GREATEST(m.started_at, excluded.finished_at),
        error = NULL, error_sqlstate = NULL, error_line = NULL, error_column = NULL
    RETURNING *
)
INSERT INTO {schema}.events (
    event, version, name, sha256, statements_total, statements_done, host, tool_version, batch
)
SELECT %(event)s, version, name, up_sha256, statements_total, statements_done, %(host)s, %(tool)s, %(batch)s
FROM row
