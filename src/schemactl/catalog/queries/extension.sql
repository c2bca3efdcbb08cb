-- A row is an installed extension. The comment that its control file gives is not a comment of ours. Since 14.
SELECT x.oid, x.extname AS name, n.nspname AS in_schema, x.extversion AS version, x.extrelocatable AS relocatable,
       NULLIF((SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND ds.objoid = x.oid AND ds.objsubid = 0),
              (SELECT a.comment FROM pg_catalog.pg_available_extensions a WHERE a.name = x.extname)) AS comment
FROM pg_catalog.pg_extension x
JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace
ORDER BY x.extname
