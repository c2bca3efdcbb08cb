-- One row: whether something has been recorded here besides failures: a history without rows is one that says that
-- nothing is applied, not one that was made and never used.
SELECT EXISTS (SELECT FROM {schema}.events WHERE event NOT IN ('failed', 'revert failed'))
