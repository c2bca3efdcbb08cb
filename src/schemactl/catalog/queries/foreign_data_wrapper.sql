-- A row is a foreign data wrapper; `options` are name=value. Since 14.
SELECT w.oid, w.fdwname AS name,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = w.fdwhandler) AS handler,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = w.fdwvalidator) AS validator,
       ARRAY(SELECT o FROM pg_catalog.unnest(w.fdwoptions) o ORDER BY o) AS options,
       CASE WHEN w.fdwowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(w.fdwowner)::text END AS owner,
       w.fdwacl::text[] AS acl, CASE WHEN w.fdwacl IS NOT NULL THEN pg_catalog.acldefault('F', w.fdwowner)::text[] END AS acl_default,
       CASE WHEN w.fdwacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(w.fdwowner)::text END AS acl_owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass AND ds.objoid = w.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_foreign_data_wrapper w
WHERE w.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass AND e.objid = w.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY w.fdwname
