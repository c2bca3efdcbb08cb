-- A row is a table's primary key, unique, foreign key, check or exclusion constraint.
-- `type` is p, u, f, c or x; `parent_constraint` is set where a partition's constraint belongs to its parent's;
-- only then there are `column_names`, of which its name may be made. `index_valid` is false
-- where a key was made ON ONLY a partitioned table, and not all partitions have theirs attached. Since 14.
SELECT k.oid, n.nspname AS schema, k.conname AS name, c.relname AS "table", k.conindid AS index_oid,
       k.contype AS type, pg_catalog.pg_get_constraintdef(k.oid) AS definition,
       k.convalidated AS validated, k.condeferrable AS deferrable, k.condeferred AS deferred, k.contype = 'c' AND k.connoinherit AS no_inherit,
       k.conislocal AS local, k.coninhcount > 0 AS inherited,
       (SELECT ARRAY[pn.nspname, pc.relname, pk.conname]::text[] FROM pg_catalog.pg_constraint pk
          JOIN pg_catalog.pg_class pc ON pc.oid = pk.conrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace
         WHERE pk.oid = k.conparentid) AS parent_constraint,
       CASE WHEN k.conparentid = 0 THEN NULL
            WHEN k.contype = 'f' THEN ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY u (attnum, place)
                                              JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum ORDER BY u.place)
            ELSE ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE a.attrelid = k.conindid ORDER BY a.attnum) END AS column_names,
       (SELECT ARRAY[fn.nspname, fc.relname]::text[] FROM pg_catalog.pg_class fc
          JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace WHERE fc.oid = k.confrelid) AS referenced_table,
       CASE WHEN k.contype IN ('p', 'u', 'x') THEN COALESCE(ic.reloptions, '{}') END AS options,
       CASE WHEN k.contype IN ('p', 'u', 'x') THEN (SELECT x.indisvalid FROM pg_catalog.pg_index x WHERE x.indexrelid = k.conindid) END AS index_valid,
       (SELECT s.spcname::text FROM pg_catalog.pg_tablespace s WHERE s.oid = ic.reltablespace) AS tablespace,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND ds.objoid = k.oid AND ds.objsubid = 0) AS comment,
       CASE WHEN k.contype IN ('p', 'u', 'x') THEN (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND ds.objoid = k.conindid AND ds.objsubid = 0) END AS index_comment,
       de.extensions AS index_extensions
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class ic ON ic.oid = k.conindid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN (SELECT e.objid, pg_catalog.array_agg(x.extname::text ORDER BY x.extname) AS extensions
             FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_depend e ON e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.refobjid = x.oid
            WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.deptype = 'x' GROUP BY e.objid) de ON de.objid = ic.oid
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint pk WHERE pk.oid = k.conparentid AND pk.conrelid = k.conrelid)
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, c.relname, k.conname
