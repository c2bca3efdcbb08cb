-- A row is a collation for every encoding or for this database's. `locale` is that of ICU;
-- libc has lc_collate and lc_ctype. The version that the provider reports is a fact of the machine and left out. Since 14.
SELECT o.oid, n.nspname AS schema, o.collname AS name,
       CASE o.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' END AS provider,
       CASE WHEN o.collprovider = 'i' THEN o.collcollate::text END AS locale,
       CASE WHEN o.collprovider = 'c' THEN o.collcollate::text END AS lc_collate, CASE WHEN o.collprovider = 'c' THEN o.collctype::text END AS lc_ctype,
       o.collisdeterministic AS deterministic, NULL::text AS rules,
       CASE WHEN o.collowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(o.collowner)::text END AS owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_collation'::pg_catalog.regclass AND ds.objoid = o.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_collation o
JOIN pg_catalog.pg_namespace n ON n.oid = o.collnamespace
JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
WHERE o.collencoding IN (-1, d.encoding) AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_collation'::pg_catalog.regclass AND e.objid = o.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, o.collname
