-- After a statement of a file that runs one by one, in its transaction if it has one: $1 statements are done, $2 is
-- their checksum. Fails with 22012, division by zero, unless the row of version $3 is that of the run $4.
UPDATE {schema}.migrations
SET statements_done = $1 / CASE WHEN batch = $4::uuid AND status = 'running' THEN 1 ELSE 0 END,
    statement_sha256 = ARRAY[$2]
WHERE version = $3
