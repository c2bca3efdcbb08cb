-- A row is an edge of pg_depend between objects that users made (or their insides): dependent, referenced, type of dependency. Since 14.
SELECT d.classid::int8, d.objid::int8, d.objsubid, d.refclassid::int8, d.refobjid::int8, d.refobjsubid, d.deptype
FROM pg_catalog.pg_depend d
WHERE (d.objid >= 16384 OR d.deptype = 'e')
