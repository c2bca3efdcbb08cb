-- A row is a materialized view; whether it holds data is the target's affair, not the schema's. Since 14.
SELECT c.oid, n.nspname AS schema, c.relname AS name,
       pg_catalog.rtrim(pg_catalog.pg_get_viewdef(c.oid), ';') AS definition,
       COALESCE(c.reloptions, '{}') || ARRAY(SELECT 'toast.' || o FROM pg_catalog.unnest(toast.reloptions) o) AS options,
       c.relispopulated AS populated,
       (SELECT m.amname FROM pg_catalog.pg_am m WHERE m.oid = c.relam) AS access_method,
       (SELECT s.spcname::text FROM pg_catalog.pg_tablespace s WHERE s.oid = c.reltablespace) AS tablespace,
       (SELECT ci.relname::text FROM pg_catalog.pg_index cx JOIN pg_catalog.pg_class ci ON ci.oid = cx.indexrelid
         WHERE cx.indrelid = c.oid AND cx.indisclustered) AS clustered_on,
       (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname) FROM pg_catalog.pg_collation co
                JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = a.attcollation)) ORDER BY a.attnum)
          FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
       CASE c.relreplident WHEN 'd' THEN 'DEFAULT' WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' END AS replica_identity,
       (SELECT pg_catalog.json_object_agg(a.attname, pg_catalog.json_build_object(
                 'storage', CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END,
                 'compression', CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
                 'statistics', NULLIF(a.attstattarget, -1), 'options', a.attoptions) ORDER BY a.attnum)
          FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           AND (a.attstorage <> t.typstorage OR a.attcompression <> '' OR a.attstattarget >= 0 OR a.attoptions IS NOT NULL)) AS column_settings,
       (SELECT pg_catalog.json_object_agg(a.attname, k.description ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
          JOIN pg_catalog.pg_description k ON k.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND k.objoid = c.oid AND k.objsubid = a.attnum
         WHERE a.attrelid = c.oid AND a.attnum > 0) AS column_comments,
       (SELECT pg_catalog.json_object_agg(a.attname, a.attacl::text[] ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attacl IS NOT NULL) AS column_acl,
       CASE WHEN c.relowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(c.relowner)::text END AS owner,
       c.relacl::text[] AS acl, CASE WHEN c.relacl IS NOT NULL THEN pg_catalog.acldefault('r', c.relowner)::text[] END AS acl_default,
       CASE WHEN c.relacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(c.relowner)::text END AS acl_owner,
       de.extensions,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND ds.objoid = c.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid
LEFT JOIN (SELECT e.objid, pg_catalog.array_agg(x.extname::text ORDER BY x.extname) AS extensions
             FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_depend e ON e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.refobjid = x.oid
            WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.deptype = 'x' GROUP BY e.objid) de ON de.objid = c.oid
WHERE c.relkind = 'm' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, c.relname
