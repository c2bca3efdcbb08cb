-- After a run: what the catalog is now, with the migration that was applied last.
UPDATE {schema}.migrations
SET target_fingerprint = %s
WHERE position = (SELECT pg_catalog.max(position) FROM {schema}.migrations)
