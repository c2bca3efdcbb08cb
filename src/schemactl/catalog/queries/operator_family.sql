-- A row is an operator family; `signature` is its access method. `operators` and `functions` are those that no operator class
-- owns: [strategy, operator, left type, right type, family of ORDER BY] and [number, function, left type, right type]. Since 14.
SELECT f.oid, n.nspname AS schema, f.opfname AS name, m.amname AS signature,
       (SELECT COALESCE(pg_catalog.json_agg(pg_catalog.json_build_array(mo.amopstrategy,
                pg_catalog.quote_ident(xn.nspname) || '.' || xo.oprname, pg_catalog.format_type(mo.amoplefttype, NULL), pg_catalog.format_type(mo.amoprighttype, NULL),
                (SELECT pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(sf.opfname) FROM pg_catalog.pg_opfamily sf
                   JOIN pg_catalog.pg_namespace sn ON sn.oid = sf.opfnamespace WHERE sf.oid = mo.amopsortfamily))
                ORDER BY mo.amopstrategy, pg_catalog.format_type(mo.amoplefttype, NULL), pg_catalog.format_type(mo.amoprighttype, NULL)), '[]')
          FROM pg_catalog.pg_depend md JOIN pg_catalog.pg_amop mo ON mo.oid = md.objid
          JOIN pg_catalog.pg_operator xo ON xo.oid = mo.amopopr JOIN pg_catalog.pg_namespace xn ON xn.oid = xo.oprnamespace
         WHERE md.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass AND md.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass AND md.refobjid = f.oid) AS operators,
       (SELECT COALESCE(pg_catalog.json_agg(pg_catalog.json_build_array(mp.amprocnum, pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname)
                  || '(' || (SELECT COALESCE(pg_catalog.string_agg(pg_catalog.format_type(u.t, NULL), ', ' ORDER BY u.i), '') FROM pg_catalog.unnest(fp.proargtypes) WITH ORDINALITY u(t, i)) || ')',
                pg_catalog.format_type(mp.amproclefttype, NULL), pg_catalog.format_type(mp.amprocrighttype, NULL))
                ORDER BY mp.amprocnum, pg_catalog.format_type(mp.amproclefttype, NULL), pg_catalog.format_type(mp.amprocrighttype, NULL)), '[]')
          FROM pg_catalog.pg_depend md JOIN pg_catalog.pg_amproc mp ON mp.oid = md.objid
          JOIN pg_catalog.pg_proc fp ON fp.oid = mp.amproc JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace
         WHERE md.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass AND md.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass AND md.refobjid = f.oid) AS functions,
       CASE WHEN f.opfowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(f.opfowner)::text END AS owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass AND ds.objoid = f.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_opfamily f
JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
JOIN pg_catalog.pg_namespace n ON n.oid = f.opfnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass AND e.objid = f.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, f.opfname, m.amname
