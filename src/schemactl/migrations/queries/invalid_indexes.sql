-- A row: an index that is invalid, and that nobody is building, rebuilding or dropping at the moment. Not the index of
-- a partitioned table, which is invalid until all partitions have theirs. `is_spare`: left by a rebuild, half dropped,
-- or the same as a valid one. `is_bound`: to a constraint, or to the index of a partitioned table. Since 14.
WITH worker AS (
    SELECT l.relation, EXISTS (
        SELECT
        FROM pg_catalog.pg_stat_progress_create_index AS p
        WHERE p.pid = l.pid AND p.datid = l.database
    ) AS is_building
    FROM pg_catalog.pg_locks AS l
    WHERE l.locktype = 'relation' AND l.granted AND l.mode = 'ShareUpdateExclusiveLock'
      AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
)
SELECT
    n.nspname::text AS schema, c.relname::text AS name, tn.nspname::text AS table_schema, t.relname::text AS table,
    c.relname ~ '_cc(new|old)[0-9]*$' OR NOT i.indislive OR EXISTS (
        SELECT
        FROM pg_catalog.pg_index AS v
        WHERE v.indrelid = i.indrelid AND v.indisvalid AND v.indexrelid <> i.indexrelid
          AND v.indkey = i.indkey AND v.indclass = i.indclass AND v.indcollation = i.indcollation
          AND v.indoption = i.indoption AND v.indisunique = i.indisunique
          AND pg_catalog.pg_get_expr(v.indexprs, v.indrelid) IS NOT DISTINCT FROM pg_catalog.pg_get_expr(i.indexprs, i.indrelid)
          AND pg_catalog.pg_get_expr(v.indpred, v.indrelid) IS NOT DISTINCT FROM pg_catalog.pg_get_expr(i.indpred, i.indrelid)
    ) AS is_spare,
    c.relispartition OR EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conindid = c.oid) AS is_bound
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class AS t ON t.oid = COALESCE(
    (SELECT m.oid FROM pg_catalog.pg_class AS m WHERE m.reltoastrelid = i.indrelid), i.indrelid
)
JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.relnamespace
WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relpersistence <> 't'
  AND (%(only)s::text IS NULL OR tn.nspname = %(only)s)
  AND c.oid NOT IN (SELECT relation FROM worker)
  AND i.indrelid NOT IN (SELECT relation FROM worker WHERE is_building)
ORDER BY 1, 2
