-- A row is the default of a column (not the expression of a generated one); `name` is the column's. Since 14.
SELECT f.oid, n.nspname AS schema, a.attname AS name, c.relname AS "table",
       pg_catalog.pg_get_expr(f.adbin, f.adrelid) AS expression, a.attislocal OR a.attinhcount = 0 AS local
FROM pg_catalog.pg_attrdef f
JOIN pg_catalog.pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'v') AND c.relpersistence <> 't' AND a.attgenerated = '' AND NOT a.attisdropped AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, c.relname, a.attnum
