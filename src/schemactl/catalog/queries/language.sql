-- A row is a procedural language that no extension made. Since 14.
SELECT l.oid, l.lanname AS name, l.lanpltrusted AS trusted,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = l.lanplcallfoid) AS handler,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = l.laninline) AS inline,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = l.lanvalidator) AS validator,
       CASE WHEN l.lanowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(l.lanowner)::text END AS owner,
       l.lanacl::text[] AS acl, CASE WHEN l.lanacl IS NOT NULL THEN pg_catalog.acldefault('l', l.lanowner)::text[] END AS acl_default,
       CASE WHEN l.lanacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(l.lanowner)::text END AS acl_owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_language'::pg_catalog.regclass AND ds.objoid = l.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_language l
WHERE l.lanispl AND l.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_language'::pg_catalog.regclass AND e.objid = l.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY l.lanname
