-- A row is a text search configuration; `mappings` are token type to dictionaries, in their order. Since 14.
SELECT k.oid, n.nspname AS schema, k.cfgname AS name,
       (SELECT pg_catalog.quote_ident(pn.nspname) || '.' || pg_catalog.quote_ident(p.prsname) FROM pg_catalog.pg_ts_parser p
          JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace WHERE p.oid = k.cfgparser) AS parser,
       (SELECT COALESCE(pg_catalog.json_object_agg(g.alias, g.dictionaries ORDER BY g.alias), '{}')
          FROM (SELECT tt.alias, pg_catalog.json_agg(pg_catalog.quote_ident(dn.nspname) || '.' || pg_catalog.quote_ident(td.dictname) ORDER BY m.mapseqno) AS dictionaries
                  FROM pg_catalog.pg_ts_config_map m
                  JOIN pg_catalog.ts_token_type(k.cfgparser) tt ON tt.tokid = m.maptokentype
                  JOIN pg_catalog.pg_ts_dict td ON td.oid = m.mapdict
                  JOIN pg_catalog.pg_namespace dn ON dn.oid = td.dictnamespace
                 WHERE m.mapcfg = k.oid GROUP BY tt.alias) g) AS mappings,
       CASE WHEN k.cfgowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(k.cfgowner)::text END AS owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_ts_config'::pg_catalog.regclass AND ds.objoid = k.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_ts_config k
JOIN pg_catalog.pg_namespace n ON n.oid = k.cfgnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_ts_config'::pg_catalog.regclass AND e.objid = k.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, k.cfgname
