-- A row is a schema that an extension made: its oid, and the statement that makes it.
SELECT n.oid::int8, pg_catalog.format('CREATE SCHEMA %%I', n.nspname) AS sql
FROM pg_catalog.pg_namespace n
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND e.objid = n.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
