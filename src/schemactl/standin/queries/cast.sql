-- A row is a cast of an extension: its oid, and the statement that makes it.
SELECT c.oid::int8, pg_catalog.format('CREATE CAST (%%s AS %%s) %%s%%s', pg_catalog.format_type(c.castsource, NULL), pg_catalog.format_type(c.casttarget, NULL),
         CASE c.castmethod WHEN 'f' THEN pg_catalog.format('WITH FUNCTION %%s', c.castfunc::pg_catalog.regprocedure) WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
         CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END) AS sql
FROM pg_catalog.pg_cast c
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass AND e.objid = c.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
