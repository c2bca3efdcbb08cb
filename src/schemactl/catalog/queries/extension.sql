-- A row is an installed extension. The comment that its control file gives (`default_comment`) is not a comment of ours;
-- that there is none although the file gives one is: ''. Since 14.
SELECT x.oid, x.extname AS name, n.nspname AS in_schema, x.extversion AS version, x.extrelocatable AS relocatable,
       a.comment AS default_comment, CASE WHEN ds.description IS DISTINCT FROM a.comment THEN COALESCE(ds.description, '') END AS comment
FROM pg_catalog.pg_extension x
JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace
LEFT JOIN pg_catalog.pg_description ds ON ds.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND ds.objoid = x.oid AND ds.objsubid = 0
LEFT JOIN pg_catalog.pg_available_extensions a ON a.name = x.extname
ORDER BY x.extname
