-- A row is a table that this transaction has read or written: scans, tuples read by them, rows written. Since 14.
SELECT s.relid::int8, s.schemaname, s.relname, s.seq_scan, s.seq_tup_read, s.n_tup_ins OPERATOR(pg_catalog.+) s.n_tup_upd OPERATOR(pg_catalog.+) s.n_tup_del
FROM pg_catalog.pg_stat_xact_user_tables s
WHERE s.schemaname OPERATOR(pg_catalog.<>) 'schemactl_lint'
  AND (s.seq_scan OPERATOR(pg_catalog.>) 0
   OR (s.n_tup_ins OPERATOR(pg_catalog.+) s.n_tup_upd OPERATOR(pg_catalog.+) s.n_tup_del) OPERATOR(pg_catalog.>) 0)
ORDER BY s.relid::int8
