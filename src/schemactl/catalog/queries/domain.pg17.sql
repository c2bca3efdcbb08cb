-- A row is a domain; its CHECK constraints are objects of their own (domain_constraint.sql). Since 17.
SELECT t.oid, n.nspname AS schema, t.typname AS name,
       pg_catalog.format_type(t.typbasetype, t.typtypmod) AS type,
       CASE WHEN t.typcollation <> b.typcollation THEN (SELECT pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
            FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = t.typcollation) END AS collation,
       t.typnotnull AS not_null,
       CASE WHEN nd.description IS NOT NULL OR (pg_catalog.octet_length(t.typname) < 54 AND nn.conname <> t.typname || '_not_null') THEN nn.conname::text END AS not_null_name,
       nd.description AS not_null_comment, pg_catalog.pg_get_expr(t.typdefaultbin, 0) AS "default",
       CASE WHEN t.typowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(t.typowner)::text END AS owner,
       t.typacl::text[] AS acl, CASE WHEN t.typacl IS NOT NULL THEN pg_catalog.acldefault('T', t.typowner)::text[] END AS acl_default,
       CASE WHEN t.typacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(t.typowner)::text END AS acl_owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass AND ds.objoid = t.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_catalog.pg_constraint nn ON nn.contypid = t.oid AND nn.contype = 'n'
LEFT JOIN pg_catalog.pg_description nd ON nd.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND nd.objoid = nn.oid AND nd.objsubid = 0
WHERE t.typtype = 'd' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND e.objid = t.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, t.typname
