-- A row is a user mapping; `name` is the role, 'public', or CURRENT_USER for the database's owner; `table` is the server. `options` are name=value, hold secrets, and
-- are NULL where the server hides them from the role that reads (the condition is that of pg_user_mappings). Since 14.
SELECT u.umid AS oid, CASE WHEN u.umuser = 0 THEN 'public' WHEN u.umuser = ANY (pg_catalog.current_setting('schemactl.me')::pg_catalog.oid[]) THEN 'CURRENT_USER' ELSE u.usename::text END AS name, u.srvname AS "table",
       CASE WHEN (u.umuser <> 0 AND u.usename = CURRENT_USER AND (pg_catalog.pg_has_role(s.srvowner, 'USAGE') OR pg_catalog.has_server_privilege(s.oid, 'USAGE')))
              OR (u.umuser = 0 AND pg_catalog.pg_has_role(s.srvowner, 'USAGE'))
              OR (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = CURRENT_USER)
            THEN ARRAY(SELECT o FROM pg_catalog.unnest(u.umoptions) o ORDER BY o) END AS options
FROM pg_catalog.pg_user_mappings u
JOIN pg_catalog.pg_foreign_server s ON s.oid = u.srvid
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_foreign_server'::pg_catalog.regclass AND e.objid = s.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY u.srvname, name
