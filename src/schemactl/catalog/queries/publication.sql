-- A row is a publication; `tables` are [schema, table, columns or null, row filter or null]. Since 14.
SELECT b.oid, b.pubname AS name, b.puballtables AS all_tables,
       ARRAY(SELECT v.word FROM (VALUES (1, b.pubinsert, 'insert'), (2, b.pubupdate, 'update'), (3, b.pubdelete, 'delete'), (4, b.pubtruncate, 'truncate')) v(i, has, word)
             WHERE v.has ORDER BY v.i) AS publish,
       b.pubviaroot AS via_partition_root, 'none' AS generated_columns,
       (SELECT COALESCE(pg_catalog.json_agg(pg_catalog.json_build_array(tn.nspname, tc.relname, NULL::text[], NULL::text) ORDER BY tn.nspname, tc.relname), '[]')
          FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_class tc ON tc.oid = r.prrelid
          JOIN pg_catalog.pg_namespace tn ON tn.oid = tc.relnamespace WHERE r.prpubid = b.oid) AS tables,
       ARRAY[]::text[] AS schemas,
       CASE WHEN b.pubowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(b.pubowner)::text END AS owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_publication'::pg_catalog.regclass AND ds.objoid = b.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_publication b
WHERE b.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_publication'::pg_catalog.regclass AND e.objid = b.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY b.pubname
