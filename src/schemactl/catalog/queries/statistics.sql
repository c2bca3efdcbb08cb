-- A row is an extended statistics object; `target` is NULL where it is the default. Postgres shows the columns in the order
-- that they have in the table, which means nothing and cannot be chosen: here they are in that of their names. Since 14.
SELECT s.oid, n.nspname AS schema, s.stxname AS name, ARRAY[cn.nspname, c.relname]::text[] AS on_table,
       COALESCE(pg_catalog.replace(pg_catalog.pg_get_statisticsobjdef(s.oid), ' ON ' || pg_catalog.pg_get_statisticsobjdef_columns(s.oid) || ' FROM ',
         ' ON ' || k.by_name || pg_catalog.substr(pg_catalog.pg_get_statisticsobjdef_columns(s.oid), pg_catalog.length(k.by_place) + 1) || ' FROM '),
         pg_catalog.pg_get_statisticsobjdef(s.oid)) AS definition, NULLIF(s.stxstattarget, -1) AS target,
       CASE WHEN s.stxowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(s.stxowner)::text END AS owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass AND ds.objoid = s.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_statistic_ext s
JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid
JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
CROSS JOIN LATERAL (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attname) AS by_name,
                           pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum) AS by_place
                      FROM pg_catalog.pg_attribute a WHERE a.attrelid = s.stxrelid AND a.attnum = ANY (s.stxkeys)) k
WHERE c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass AND e.objid = s.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, s.stxname
