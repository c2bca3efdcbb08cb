-- A row: one migration that the database knows of, in the order of application. `is_running`: the backend that wrote it
-- is there still, in this database, and at work, or its run has the migration lock %(key)s; without either it is one that
-- a pooler keeps. When it began, and whether it works, is hidden from roles that may not see others' sessions.
-- Who is at work is looked up once, and only if a row says so: asked for each row it would look so dear that the server
-- compiles the query (JIT), which takes a hundred times as long as running it.
WITH working AS MATERIALIZED (
    SELECT a.pid, a.backend_start, a.usename
    FROM pg_catalog.pg_stat_activity AS a
    WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
      AND (a.state IS DISTINCT FROM 'idle' OR EXISTS (
          SELECT
          FROM pg_catalog.pg_locks AS l
          WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.pid <> a.pid
            AND l.database = a.datid AND (l.classid::pg_catalog.int8 << 32) | l.objid::pg_catalog.int8 = %(key)s
      ))
)
SELECT
    version, name, status, direction, origin, up_sha256, down_sha256, down_sql, fingerprint,
    target_fingerprint, statements_total, statements_done, statement_sha256, started_at, finished_at,
    pg_catalog.date_part('epoch', duration)::float8 AS seconds,
    executed_by, application, host, tool_version, backend_pid, backend_start,
    error, error_sqlstate, error_line, error_column,
    EXISTS (
        SELECT
        FROM working AS a
        WHERE m.status = 'running' AND a.pid = m.backend_pid
          AND (a.backend_start = m.backend_start OR a.backend_start IS NULL AND a.usename = m.executed_by)
    ) AS is_running
FROM {schema}.migrations AS m
ORDER BY position
