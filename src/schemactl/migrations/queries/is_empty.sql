-- One row: whether the database holds no relation, type or function of a user outside the history's schema, or none
-- in the one schema that is migrated.
WITH user_schema AS (
    SELECT oid
    FROM pg_catalog.pg_namespace
    WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', %(schema)s)
      AND nspname !~ '^pg_(toast_)?temp_'
      AND (%(only)s::text IS NULL OR nspname = %(only)s)
), object AS (
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass AS catalog, oid, relnamespace AS namespace FROM pg_catalog.pg_class
    UNION ALL
    SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, oid, pronamespace FROM pg_catalog.pg_proc
    UNION ALL
    SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, oid, typnamespace FROM pg_catalog.pg_type
)
SELECT NOT EXISTS (
    SELECT
    FROM object
    WHERE namespace IN (SELECT oid FROM user_schema)
      AND NOT EXISTS (
          SELECT
          FROM pg_catalog.pg_depend AS d
          WHERE d.classid = object.catalog AND d.objid = object.oid AND d.deptype IN ('e', 'i')
      )
)
