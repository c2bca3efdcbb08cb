-- A row is a foreign server; `options` are name=value and may hold secrets. Since 14.
SELECT s.oid, s.srvname AS name, w.fdwname AS wrapper, s.srvtype AS type, s.srvversion AS version,
       ARRAY(SELECT o FROM pg_catalog.unnest(s.srvoptions) o ORDER BY o) AS options,
       CASE WHEN s.srvowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(s.srvowner)::text END AS owner,
       s.srvacl::text[] AS acl, CASE WHEN s.srvacl IS NOT NULL THEN pg_catalog.acldefault('S', s.srvowner)::text[] END AS acl_default,
       CASE WHEN s.srvacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(s.srvowner)::text END AS acl_owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_foreign_server'::pg_catalog.regclass AND ds.objoid = s.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_foreign_server s
JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
WHERE s.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_foreign_server'::pg_catalog.regclass AND e.objid = s.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY s.srvname
