-- A row is a schema that is not the server's own. Since 14.
SELECT n.oid, n.nspname AS name,
       CASE WHEN n.nspowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(n.nspowner)::text END AS owner,
       n.nspacl::text[] AS acl, CASE WHEN n.nspacl IS NOT NULL THEN pg_catalog.acldefault('n', n.nspowner)::text[] END AS acl_default,
       CASE WHEN n.nspacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(n.nspowner)::text END AS acl_owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND ds.objoid = n.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND e.objid = n.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname
