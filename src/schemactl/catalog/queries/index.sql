-- A row is an index that no constraint owns, of a table or materialized view. `parent_index` is set where it is attached to a partitioned one; only then
-- there are `column_names`, of which its name may be made. Since 14.
SELECT c.oid, n.nspname AS schema, c.relname AS name, tc.relname AS on_table,
       pg_catalog.pg_get_indexdef(c.oid) AS definition, x.indisvalid AS valid, tc.relkind = 'p' AS partitioned, x.indisunique AS "unique",
       (SELECT ARRAY[pn.nspname, pc.relname]::text[] FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class pc ON pc.oid = h.inhparent
          JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace WHERE h.inhrelid = c.oid) AS parent_index,
       CASE WHEN c.relispartition THEN ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid ORDER BY a.attnum) END AS column_names,
       COALESCE(c.reloptions, '{}') AS options, (SELECT s.spcname::text FROM pg_catalog.pg_tablespace s WHERE s.oid = c.reltablespace) AS tablespace,
       (SELECT pg_catalog.json_object_agg(a.attnum, a.attstattarget ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
         WHERE a.attrelid = c.oid AND a.attstattarget >= 0) AS statistics,
       de.extensions,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND ds.objoid = c.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_index x
JOIN pg_catalog.pg_class c ON c.oid = x.indexrelid
JOIN pg_catalog.pg_class tc ON tc.oid = x.indrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN (SELECT e.objid, pg_catalog.array_agg(x.extname::text ORDER BY x.extname) AS extensions
             FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_depend e ON e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.refobjid = x.oid
            WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.deptype = 'x' GROUP BY e.objid) de ON de.objid = c.oid
WHERE tc.relkind IN ('r', 'p', 'm') AND tc.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x'))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = tc.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, c.relname
