-- A row: schema and name of a relation, type or function that somebody has made here, or in the one schema that is
-- migrated; not what an extension has, nor what is dropped with another relation (a sequence of its own, a partition).
WITH user_schema AS (
    SELECT n.oid, n.nspname
    FROM pg_catalog.pg_namespace AS n
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
      AND n.nspname !~ '^pg_(toast_)?temp_'
      AND (%(only)s::text IS NULL OR n.nspname = %(only)s)
      AND NOT EXISTS (
          SELECT
          FROM pg_catalog.pg_depend AS d
          WHERE d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.objid = n.oid AND d.deptype = 'e'
      )
), object AS (
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass AS catalog, oid, relnamespace AS namespace, relname::text AS name
    FROM pg_catalog.pg_class
    WHERE relkind NOT IN ('i', 'I', 't')
    UNION ALL
    SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, oid, pronamespace, proname::text
    FROM pg_catalog.pg_proc
    UNION ALL
    SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, oid, typnamespace, typname::text
    FROM pg_catalog.pg_type
)
SELECT s.nspname::text, o.name
FROM object AS o
JOIN user_schema AS s ON s.oid = o.namespace
WHERE NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_depend AS d
    WHERE d.classid = o.catalog AND d.objid = o.oid
      AND (d.deptype IN ('e', 'i') OR d.deptype = 'a' AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass)
)
ORDER BY 1, 2
