-- A row: what the backend %(pid)s is doing, where Postgres has a view of its progress; `total` 0 where it does not know.
SELECT
    phase,
    CASE WHEN tuples_total > 0 THEN tuples_done WHEN blocks_total > 0 THEN blocks_done ELSE lockers_done END AS done,
    CASE WHEN tuples_total > 0 THEN tuples_total WHEN blocks_total > 0 THEN blocks_total ELSE lockers_total END AS total
FROM pg_catalog.pg_stat_progress_create_index
WHERE pid = %(pid)s
UNION ALL
SELECT phase, heap_blks_scanned, heap_blks_total
FROM pg_catalog.pg_stat_progress_cluster
WHERE pid = %(pid)s
UNION ALL
SELECT phase, heap_blks_scanned, heap_blks_total
FROM pg_catalog.pg_stat_progress_vacuum
WHERE pid = %(pid)s
UNION ALL
SELECT 'copying', bytes_processed, bytes_total
FROM pg_catalog.pg_stat_progress_copy
WHERE pid = %(pid)s
