-- A row is an operator class; `signature` is its access method, `storage` the type that an index keeps where that is not `type`.
-- `operators` are [strategy, operator, left type, right type, family of ORDER BY], `functions` [number, function, left type, right type]. Since 14.
SELECT k.oid, n.nspname AS schema, k.opcname AS name, m.amname AS signature,
       pg_catalog.format_type(k.opcintype, NULL) AS type, k.opcdefault AS "default",
       CASE WHEN k.opckeytype <> 0 THEN pg_catalog.format_type(k.opckeytype, NULL) END AS storage,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(f.opfname) FROM pg_catalog.pg_opfamily f
          JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace WHERE f.oid = k.opcfamily) AS family,
       (SELECT COALESCE(pg_catalog.json_agg(pg_catalog.json_build_array(mo.amopstrategy,
                pg_catalog.quote_ident(xn.nspname) || '.' || xo.oprname, pg_catalog.format_type(mo.amoplefttype, NULL), pg_catalog.format_type(mo.amoprighttype, NULL),
                (SELECT pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(sf.opfname) FROM pg_catalog.pg_opfamily sf
                   JOIN pg_catalog.pg_namespace sn ON sn.oid = sf.opfnamespace WHERE sf.oid = mo.amopsortfamily))
                ORDER BY mo.amopstrategy, pg_catalog.format_type(mo.amoplefttype, NULL), pg_catalog.format_type(mo.amoprighttype, NULL)), '[]')
          FROM pg_catalog.pg_depend md JOIN pg_catalog.pg_amop mo ON mo.oid = md.objid
          JOIN pg_catalog.pg_operator xo ON xo.oid = mo.amopopr JOIN pg_catalog.pg_namespace xn ON xn.oid = xo.oprnamespace
         WHERE md.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass AND md.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND md.refobjid = k.oid) AS operators,
       (SELECT COALESCE(pg_catalog.json_agg(pg_catalog.json_build_array(mp.amprocnum, pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname)
                  || '(' || (SELECT COALESCE(pg_catalog.string_agg(pg_catalog.format_type(u.t, NULL), ', ' ORDER BY u.i), '') FROM pg_catalog.unnest(fp.proargtypes) WITH ORDINALITY u(t, i)) || ')',
                pg_catalog.format_type(mp.amproclefttype, NULL), pg_catalog.format_type(mp.amprocrighttype, NULL))
                ORDER BY mp.amprocnum, pg_catalog.format_type(mp.amproclefttype, NULL), pg_catalog.format_type(mp.amprocrighttype, NULL)), '[]')
          FROM pg_catalog.pg_depend md JOIN pg_catalog.pg_amproc mp ON mp.oid = md.objid
          JOIN pg_catalog.pg_proc fp ON fp.oid = mp.amproc JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace
         WHERE md.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass AND md.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND md.refobjid = k.oid) AS functions,
       CASE WHEN k.opcowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(k.opcowner)::text END AS owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND ds.objoid = k.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_opclass k
JOIN pg_catalog.pg_am m ON m.oid = k.opcmethod
JOIN pg_catalog.pg_namespace n ON n.oid = k.opcnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND e.objid = k.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, k.opcname, m.amname
