-- A row is a table, partitioned table or materialized view: its rows, its bytes (TOAST and indexes with it; of a
-- partitioned table those of its partitions), by the server's own estimates. Reads catalogs and counters only, and takes
-- no lock on any table. Since 14.
WITH RECURSIVE pages (oid, own) AS (
    SELECT c.oid, pg_catalog.sum(p.relpages::int8)
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_class p ON p.oid = c.oid OR p.oid = c.reltoastrelid
        OR p.oid IN (SELECT x.indexrelid FROM pg_catalog.pg_index x WHERE x.indrelid = c.oid)
    WHERE c.relkind IN ('r', 'm', 'p')
    GROUP BY c.oid
), below (top, oid) AS (
    SELECT c.oid, c.oid FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'm', 'p')
    UNION ALL
    SELECT b.top, i.inhrelid FROM below b JOIN pg_catalog.pg_inherits i ON i.inhparent = b.oid
)
SELECT n.nspname, t.relname,
    pg_catalog.sum(CASE WHEN c.reltuples >= 0 THEN c.reltuples::int8
        ELSE pg_catalog.pg_stat_get_live_tuples(c.oid) END)::int8,
    (pg_catalog.sum(g.own) * pg_catalog.current_setting('block_size')::int8)::int8
FROM below b
JOIN pg_catalog.pg_class t ON t.oid = b.top
JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
JOIN pg_catalog.pg_class c ON c.oid = b.oid
JOIN pages g ON g.oid = b.oid
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND c.relkind <> 'p' OR c.relkind = 'p' AND b.top = b.oid
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhparent = c.oid)
GROUP BY n.nspname, t.relname
ORDER BY n.nspname, t.relname
