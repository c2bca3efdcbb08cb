-- A row is a text search template. Since 14.
SELECT t.oid, n.nspname AS schema, t.tmplname AS name,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = t.tmplinit) AS init,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = t.tmpllexize) AS lexize,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_ts_template'::pg_catalog.regclass AND ds.objoid = t.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_ts_template t
JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_ts_template'::pg_catalog.regclass AND e.objid = t.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, t.tmplname
