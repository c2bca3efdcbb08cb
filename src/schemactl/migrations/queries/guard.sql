-- Fails with 22012, division by zero, where nobody holds the lock %(fence)s of this run: it goes with the migration lock.
-- Looking into pg_locks would cost more than the row of a file.
SELECT 1 / CASE WHEN pg_catalog.pg_try_advisory_xact_lock_shared(%(fence)s) THEN 0 ELSE 1 END
