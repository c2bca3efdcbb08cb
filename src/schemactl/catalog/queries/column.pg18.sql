-- A row is a column of a table or foreign table. `position` orders columns and is never compared. `more` holds what is of the
-- sequence inside an identity column, and is NULL for others, as most are. `given` is the name of the NOT NULL constraint;
-- `not_null_constraint` says more of one that is not plain, or that is not called as the server calls it where names are short. Since 18.
SELECT c.oid, a.attnum AS subid, n.nspname AS schema, a.attname AS name, c.relname AS "table",
       c.relkind = 'f' AS "foreign",
       pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
       CASE WHEN a.attcollation <> t.typcollation THEN (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
            FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = a.attcollation) END AS collation, a.attnotnull AS not_null,
       nn.conname AS given,
       CASE WHEN nn.conname <> c.relname || '_' || a.attname || '_not_null' OR nn.connoinherit OR NOT nn.convalidated THEN pg_catalog.json_build_object('name', nn.conname,
            'no_inherit', nn.connoinherit, 'valid', nn.convalidated, 'inherited', nn.coninhcount > 0) END AS not_null_constraint,
       nd.description AS not_null_comment,
       CASE WHEN a.attinhcount > 0 AND NOT c.relispartition THEN nn.conislocal END AS not_null_local,
       a.attidentity AS identity,
       NULL AS identity_options, CASE WHEN a.attidentity <> '' THEN (SELECT pg_catalog.json_build_object('identity_options',
              pg_catalog.json_build_object('schema', sn.nspname, 'name', sc.relname, 'type', pg_catalog.format_type(s.seqtypid, NULL), 'start', s.seqstart,
                'increment', s.seqincrement, 'minimum', s.seqmin, 'maximum', s.seqmax, 'cache', s.seqcache, 'cycle', s.seqcycle),
              'identity_unlogged', CASE WHEN sc.relpersistence <> c.relpersistence THEN sc.relpersistence = 'u' END,
              'identity_acl', sc.relacl::text[], 'identity_acl_default', CASE WHEN sc.relacl IS NOT NULL THEN pg_catalog.acldefault('s', sc.relowner)::text[] END,
              'identity_acl_owner', CASE WHEN sc.relacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(sc.relowner) END,
              'identity_comment', (SELECT ds.description FROM pg_catalog.pg_description ds
                                    WHERE ds.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND ds.objoid = sc.oid AND ds.objsubid = 0))
            FROM pg_catalog.pg_depend i JOIN pg_catalog.pg_sequence s ON s.seqrelid = i.objid
            JOIN pg_catalog.pg_class sc ON sc.oid = s.seqrelid JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace
            WHERE i.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.refclassid = i.classid
              AND i.refobjid = c.oid AND i.refobjsubid = a.attnum AND i.deptype = 'i') END AS more,
       a.attgenerated AS generated, CASE WHEN a.attgenerated <> '' THEN pg_catalog.pg_get_expr(f.adbin, f.adrelid) END AS generation_expression,
       CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END AS storage,
       CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
       NULLIF(a.attstattarget, -1) AS statistics,
       a.attoptions AS options, a.attfdwoptions AS fdw_options,
       a.attislocal AS local, a.attinhcount > 0 AS inherited,
       a.attacl::text[] AS acl, CASE WHEN a.attacl IS NOT NULL THEN ARRAY[]::text[] END AS acl_default,
       CASE WHEN a.attacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(c.relowner)::text END AS acl_owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND ds.objoid = c.oid AND ds.objsubid = a.attnum) AS comment
FROM pg_catalog.pg_attribute a
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
LEFT JOIN pg_catalog.pg_constraint nn ON nn.conrelid = c.oid AND nn.contype = 'n' AND nn.conkey = ARRAY[a.attnum]
LEFT JOIN pg_catalog.pg_description nd ON nd.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND nd.objoid = nn.oid AND nd.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, c.relname, a.attnum
