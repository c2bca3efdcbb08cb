-- A row is a privilege on a schema, table or sequence of an extension that its script gives to everybody: the oid of the
-- object, and the statement that grants it.
SELECT i.objoid::int8 AS oid, pg_catalog.format('GRANT %%s ON %%s TO PUBLIC', pg_catalog.string_agg(DISTINCT a.privilege_type, ', '),
         CASE WHEN i.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass THEN pg_catalog.format('SCHEMA %%s', i.objoid::pg_catalog.regnamespace)
           WHEN c.relkind = 'S' THEN pg_catalog.format('SEQUENCE %%s', c.oid::pg_catalog.regclass) ELSE c.oid::pg_catalog.regclass::text END) AS sql
FROM pg_catalog.pg_init_privs i
CROSS JOIN LATERAL pg_catalog.aclexplode(i.initprivs) a
JOIN pg_catalog.pg_depend e ON e.classid = i.classoid AND e.objid = i.objoid
LEFT JOIN pg_catalog.pg_class c ON i.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = i.objoid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
  AND a.grantee = 0 AND i.objsubid = 0 AND (c.oid IS NOT NULL OR i.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass)
GROUP BY i.objoid, i.classoid, c.oid, c.relkind
