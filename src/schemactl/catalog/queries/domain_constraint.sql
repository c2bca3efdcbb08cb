-- A row is a CHECK constraint of a domain; `table` is the domain's name. Since 14.
SELECT k.oid, n.nspname AS schema, k.conname AS name, t.typname AS "table",
       pg_catalog.pg_get_constraintdef(k.oid) AS definition,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND ds.objoid = k.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_type t ON t.oid = k.contypid
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE k.contypid <> 0 AND k.contype = 'c' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND e.objid = t.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, t.typname, k.conname
