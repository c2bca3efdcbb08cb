-- A row is a row security policy; `command` is *, r, a, w or d as in pg_policy; `roles` holds 'public' or role names. Since 14.
SELECT y.oid, n.nspname AS schema, y.polname AS name, c.relname AS "table",
       y.polcmd AS command, y.polpermissive AS permissive,
       CASE WHEN y.polroles = '{0}' THEN ARRAY['public'] ELSE ARRAY(SELECT r.rolname::text FROM pg_catalog.pg_roles r WHERE r.oid = ANY (y.polroles) ORDER BY r.rolname) END AS roles,
       pg_catalog.pg_get_expr(y.polqual, y.polrelid) AS using_expression, pg_catalog.pg_get_expr(y.polwithcheck, y.polrelid) AS check_expression,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_policy'::pg_catalog.regclass AND ds.objoid = y.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_policy y
JOIN pg_catalog.pg_class c ON c.oid = y.polrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, c.relname, y.polname
