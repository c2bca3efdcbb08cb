-- A row is a member of an extension: its oid, and how Postgres describes it. Arrays, multiranges and types of rows come
-- with their types.
SELECT e.objid::int8 AS oid, pg_catalog.pg_describe_object(e.classid, e.objid, 0) AS description
FROM pg_catalog.pg_depend e
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i WHERE i.classid = e.classid AND i.objid = e.objid AND i.deptype = 'i')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_type t WHERE e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND e.objid IN (t.typarray))
  AND NOT (e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
           AND EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = e.objid AND c.relkind IN ('c', 'i', 'I')))
ORDER BY e.classid, e.objid
