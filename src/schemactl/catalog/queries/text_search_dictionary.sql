-- A row is a text search dictionary; `options` is the text `name = value, …` as CREATE takes it. Since 14.
SELECT k.oid, n.nspname AS schema, k.dictname AS name,
       (SELECT pg_catalog.quote_ident(tn.nspname) || '.' || pg_catalog.quote_ident(t.tmplname) FROM pg_catalog.pg_ts_template t
          JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace WHERE t.oid = k.dicttemplate) AS template,
       k.dictinitoption AS options,
       CASE WHEN k.dictowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(k.dictowner)::text END AS owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_ts_dict'::pg_catalog.regclass AND ds.objoid = k.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_ts_dict k
JOIN pg_catalog.pg_namespace n ON n.oid = k.dictnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_ts_dict'::pg_catalog.regclass AND e.objid = k.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, k.dictname
