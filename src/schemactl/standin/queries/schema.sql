-- A row is a schema that an extension made: its oid, and the statements that make it. Everybody may use what is in it,
-- since nothing in it does anything, and migrations may.
SELECT n.oid::int8, pg_catalog.format('CREATE SCHEMA %%1$I;%%2$sGRANT USAGE ON SCHEMA %%1$I TO PUBLIC', n.nspname, pg_catalog.chr(10)) AS sql
FROM pg_catalog.pg_namespace n
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND e.objid = n.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
