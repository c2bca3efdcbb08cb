-- A row: a session for which the backend %(pid)s waits; `seconds` since its transaction began.
SELECT
    b.pid, b.application_name, COALESCE(b.usename, ''), COALESCE(b.state, ''),
    EXTRACT(
        epoch FROM pg_catalog.clock_timestamp() - COALESCE(b.xact_start, b.query_start, b.backend_start)
    )::float8 AS seconds
FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids(%(pid)s)) AS w (pid)
JOIN pg_catalog.pg_stat_activity AS b ON b.pid = w.pid
ORDER BY b.pid
