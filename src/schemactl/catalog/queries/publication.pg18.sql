-- A row is a publication; `tables` are [schema, table, columns or null, row filter or null]. Since 18.
SELECT b.oid, b.pubname AS name, b.puballtables AS all_tables,
       ARRAY(SELECT v.word FROM (VALUES (1, b.pubinsert, 'insert'), (2, b.pubupdate, 'update'), (3, b.pubdelete, 'delete'), (4, b.pubtruncate, 'truncate')) v(i, has, word)
             WHERE v.has ORDER BY v.i) AS publish,
       b.pubviaroot AS via_partition_root, CASE b.pubgencols WHEN 's' THEN 'stored' ELSE 'none' END AS generated_columns,
       (SELECT COALESCE(pg_catalog.json_agg(pg_catalog.json_build_array(tn.nspname, tc.relname, CASE WHEN r.prattrs IS NOT NULL THEN ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs) ORDER BY a.attname) END, pg_catalog.pg_get_expr(r.prqual, r.prrelid)) ORDER BY tn.nspname, tc.relname), '[]')
          FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_class tc ON tc.oid = r.prrelid
          JOIN pg_catalog.pg_namespace tn ON tn.oid = tc.relnamespace WHERE r.prpubid = b.oid) AS tables,
       ARRAY(SELECT sn.nspname::text FROM pg_catalog.pg_publication_namespace ps JOIN pg_catalog.pg_namespace sn ON sn.oid = ps.pnnspid WHERE ps.pnpubid = b.oid ORDER BY sn.nspname) AS schemas,
       CASE WHEN b.pubowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(b.pubowner)::text END AS owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_publication'::pg_catalog.regclass AND ds.objoid = b.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_publication b
WHERE b.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_publication'::pg_catalog.regclass AND e.objid = b.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY b.pubname
