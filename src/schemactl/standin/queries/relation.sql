-- A row is a table, view, materialized view or sequence of an extension: its oid, and a statement that makes one with
-- the same columns. Views give no rows.
SELECT c.oid::int8,
       CASE WHEN c.relkind = 'S' THEN pg_catalog.format('CREATE SEQUENCE %%s', c.oid::pg_catalog.regclass)
         WHEN c.relkind IN ('r', 'p') THEN pg_catalog.format('CREATE TABLE %%s (%%s%%s)', c.oid::pg_catalog.regclass,
           (SELECT pg_catalog.string_agg(pg_catalog.format('%%I %%s%%s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END), ', ' ORDER BY a.attnum)
              FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
           (SELECT pg_catalog.string_agg(pg_catalog.format(', CONSTRAINT %%I %%s', k.conname, pg_catalog.pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
              FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u')))
         ELSE pg_catalog.format('CREATE %%s %%s AS SELECT %%s', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, c.oid::pg_catalog.regclass,
           (SELECT pg_catalog.string_agg(pg_catalog.format('NULL::%%s AS %%I', pg_catalog.format_type(a.atttypid, a.atttypmod), a.attname), ', ' ORDER BY a.attnum)
              FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) || ' WHERE false')
       END AS sql
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
  AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
