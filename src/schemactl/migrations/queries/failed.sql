-- After a failure, on a connection of its own: the event, and the row of a file that ran statement by statement
-- (unless its connection was lost: then nobody knows yet whether the statement took effect).
WITH row AS (
    UPDATE {schema}.migrations
    SET status = 'failed', finished_at = pg_catalog.clock_timestamp(), error = %(error)s, error_sqlstate = %(sqlstate)s,
        error_line = %(line)s, error_column = %(column)s
    WHERE version = %(version)s AND status = 'running' AND %(is_settled)s
)
INSERT INTO {schema}.events (
    event, version, name, sha256, statements_total, statements_done, host, tool_version, batch,
    error, error_sqlstate, error_line, error_column
)
VALUES (
    %(event)s, %(version)s, %(name)s, %(up_sha256)s, %(total)s,
    COALESCE(
        (SELECT m.statements_done FROM {schema}.migrations AS m WHERE m.version = %(version)s AND m.status = 'running'), 0
    ),
    %(host)s, %(tool)s, %(batch)s,
    %(error)s, %(sqlstate)s, %(line)s, %(column)s
)
