-- After a statement of a file that runs statement by statement, in its transaction if it has one.
UPDATE {schema}.migrations
SET statements_done = %(done)s, statement_sha256 = %(sha256)s
WHERE version = %(version)s
