-- A row is an access method that no extension made; `type` is i (index) or t (table). Since 14.
SELECT m.oid, m.amname AS name, m.amtype AS type,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = m.amhandler) AS handler,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_am'::pg_catalog.regclass AND ds.objoid = m.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_am m
WHERE m.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_am'::pg_catalog.regclass AND e.objid = m.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY m.amname
