-- Before the first statement of a file that runs statement by statement: its row, running, `done` statements done.
INSERT INTO {schema}.migrations AS m (
    version, name, status, direction, up_sha256, down_sha256, down_sql, fingerprint, statements_total, statements_done,
    statement_sha256, started_at, executed_by, executed_as, application, host, tool_version, batch, backend_pid, backend_start
)
VALUES (
    %(version)s, %(name)s, 'running', %(direction)s, %(up_sha256)s, %(down_sha256)s, %(down_sql)s, %(fingerprint)s,
    %(total)s, %(done)s, %(sha256)s, pg_catalog.clock_timestamp(), session_user, current_user,
    pg_catalog.current_setting('application_name'), %(host)s, %(tool)s, %(batch)s, pg_catalog.pg_backend_pid(),
    (SELECT a.backend_start FROM pg_catalog.pg_stat_activity AS a WHERE a.pid = pg_catalog.pg_backend_pid())
)
ON CONFLICT (version) DO UPDATE SET
    status = 'running', direction = excluded.direction, up_sha256 = excluded.up_sha256,
    down_sha256 = excluded.down_sha256, down_sql = excluded.down_sql, fingerprint = excluded.fingerprint,
    statements_total = excluded.statements_total, statements_done = excluded.statements_done,
    statement_sha256 = excluded.statement_sha256,
    started_at = excluded.started_at, finished_at = NULL, executed_by = excluded.executed_by,
    executed_as = excluded.executed_as, application = excluded.application, host = excluded.host,
    tool_version = excluded.tool_version, batch = excluded.batch, backend_pid = excluded.backend_pid,
    backend_start = excluded.backend_start, error = NULL, error_sqlstate = NULL, error_line = NULL, error_column = NULL
