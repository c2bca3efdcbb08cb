-- Says after how many statements a file that stopped goes on; why it did is in the events.
WITH row AS (
    UPDATE {schema}.migrations
    SET status = 'failed', statements_done = %(done)s, statement_sha256 = %(sha256)s,
        error = NULL, error_sqlstate = NULL, error_line = NULL, error_column = NULL
    WHERE version = %(version)s
    RETURNING *
)
INSERT INTO {schema}.events (
    event, version, name, sha256, statements_total, statements_done, host, tool_version, batch
)
SELECT %(event)s, version, name, up_sha256, statements_total, statements_done, %(host)s, %(tool)s, %(batch)s
FROM row
