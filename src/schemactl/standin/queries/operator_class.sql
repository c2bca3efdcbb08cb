-- A row is an operator family or class of an extension: its oid, its access method (and whether an extension gives
-- that), and the statement that makes it. Members of a class are those for its own type; all others are its family's.
WITH member AS (
  SELECT f.oid AS family, o.amoplefttype AS lefttype, o.amoprighttype AS righttype, 1 AS rank, o.amopstrategy AS number,
         pg_catalog.format('OPERATOR %%s %%s%%s', o.amopstrategy, o.amopopr::pg_catalog.regoperator,
           CASE WHEN o.amoppurpose = 'o' THEN (SELECT pg_catalog.format(' FOR ORDER BY %%I.%%I', sn.nspname, s.opfname) FROM pg_catalog.pg_opfamily s
              JOIN pg_catalog.pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = o.amopsortfamily) ELSE '' END) AS text
  FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_amop o ON o.amopfamily = f.oid
  UNION ALL
  SELECT f.oid, a.amproclefttype, a.amprocrighttype, 2, a.amprocnum,
         pg_catalog.format('FUNCTION %%s (%%s, %%s) %%s', a.amprocnum, pg_catalog.format_type(a.amproclefttype, NULL), pg_catalog.format_type(a.amprocrighttype, NULL), a.amproc::pg_catalog.regprocedure)
  FROM pg_catalog.pg_opfamily f JOIN pg_catalog.pg_amproc a ON a.amprocfamily = f.oid)
SELECT f.oid::int8, m.amname AS method, m.oid >= 16384 AS is_foreign, false AS is_class,
       pg_catalog.format('CREATE OPERATOR FAMILY %%s USING %%I', f.name, m.amname) AS sql,
       (SELECT pg_catalog.format('ALTER OPERATOR FAMILY %%s USING %%I ADD%%s    ', f.name, m.amname, pg_catalog.chr(10))
                 || pg_catalog.string_agg(x.text, ',' || pg_catalog.chr(10) || '    ' ORDER BY x.rank, x.number, x.text)
          FROM member x WHERE x.family = f.oid AND NOT EXISTS (SELECT FROM pg_catalog.pg_opclass c WHERE c.opcfamily = f.oid AND c.opcintype = x.lefttype AND c.opcintype = x.righttype)) AS later
FROM (SELECT *, CASE WHEN pg_catalog.pg_opfamily_is_visible(oid) THEN pg_catalog.quote_ident(opfname)
                  ELSE pg_catalog.format('%%s.%%I', opfnamespace::pg_catalog.regnamespace, opfname) END AS name FROM pg_catalog.pg_opfamily) f
JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass AND e.objid = f.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
UNION ALL
SELECT c.oid::int8, m.amname, m.oid >= 16384, true,
       pg_catalog.format('CREATE OPERATOR CLASS %%s%%s FOR TYPE %%s USING %%I FAMILY %%s AS%%s    %%s%%s', c.name,
         CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END, pg_catalog.format_type(c.opcintype, NULL), m.amname, f.name, pg_catalog.chr(10),
         (SELECT pg_catalog.string_agg(x.text, ',' || pg_catalog.chr(10) || '    ' ORDER BY x.rank, x.number, x.text)
            FROM member x WHERE x.family = f.oid AND x.lefttype = c.opcintype AND x.righttype = c.opcintype),
         CASE WHEN c.opckeytype <> 0 THEN pg_catalog.format(',%%s    STORAGE %%s', pg_catalog.chr(10), pg_catalog.format_type(c.opckeytype, NULL)) ELSE '' END), NULL
FROM (SELECT *, CASE WHEN pg_catalog.pg_opclass_is_visible(oid) THEN pg_catalog.quote_ident(opcname)
                  ELSE pg_catalog.format('%%s.%%I', opcnamespace::pg_catalog.regnamespace, opcname) END AS name FROM pg_catalog.pg_opclass) c
JOIN (SELECT *, CASE WHEN pg_catalog.pg_opfamily_is_visible(oid) THEN pg_catalog.quote_ident(opfname)
                  ELSE pg_catalog.format('%%s.%%I', opfnamespace::pg_catalog.regnamespace, opfname) END AS name FROM pg_catalog.pg_opfamily) f ON f.oid = c.opcfamily
JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND e.objid = c.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
