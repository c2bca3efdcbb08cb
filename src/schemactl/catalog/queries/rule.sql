-- A row is a rewrite rule that is not a view's own. Since 14.
SELECT r.oid, n.nspname AS schema, r.rulename AS name, c.relname AS "table",
       pg_catalog.pg_get_ruledef(r.oid) AS definition, r.ev_enabled AS enabled,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND ds.objoid = r.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_rewrite r
JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, c.relname, r.rulename
