-- A row is a transform; `name` is its type, `signature` its language. Since 14.
SELECT k.oid, pg_catalog.format_type(k.trftype, NULL) AS name, l.lanname AS signature,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = NULLIF(k.trffromsql::oid, 0)) AS from_sql,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = NULLIF(k.trftosql::oid, 0)) AS to_sql,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_transform'::pg_catalog.regclass AND ds.objoid = k.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_transform k
JOIN pg_catalog.pg_language l ON l.oid = k.trflang
WHERE k.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_transform'::pg_catalog.regclass AND e.objid = k.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY name, l.lanname
