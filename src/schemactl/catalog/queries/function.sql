-- A row is a function or procedure (`kind` says which); window functions are functions. Aggregates are in aggregate.sql.
-- `arguments` and `result` decide whether CREATE OR REPLACE can reach another definition. Since 14.
SELECT p.oid, CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind, n.nspname AS schema, p.proname AS name,
       pg_catalog.pg_get_function_identity_arguments(p.oid) AS identity_arguments,
       (SELECT COALESCE(pg_catalog.string_agg(pg_catalog.format_type(u.t, NULL), ', ' ORDER BY u.i), '')
          FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY u(t, i)) AS signature,
       pg_catalog.pg_get_functiondef(p.oid) AS definition,
       pg_catalog.pg_get_function_arguments(p.oid) AS arguments, pg_catalog.pg_get_function_result(p.oid) AS result,
       p.proargnames::text[] AS argument_names, p.proargmodes::text[] AS argument_modes, p.pronargdefaults AS argument_defaults,
       l.lanname AS language, p.prosqlbody IS NOT NULL AS parsed_body, p.prokind = 'w' AS "window",
       CASE WHEN p.proowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(p.proowner)::text END AS owner,
       p.proacl::text[] AS acl, CASE WHEN p.proacl IS NOT NULL THEN pg_catalog.acldefault('f', p.proowner)::text[] END AS acl_default,
       CASE WHEN p.proacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(p.proowner)::text END AS acl_owner,
       de.extensions,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND ds.objoid = p.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
LEFT JOIN (SELECT e.objid, pg_catalog.array_agg(x.extname::text ORDER BY x.extname) AS extensions
             FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_depend e ON e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.refobjid = x.oid
            WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.deptype = 'x' GROUP BY e.objid) de ON de.objid = p.oid
WHERE p.prokind <> 'a' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i WHERE i.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND i.objid = p.oid AND i.deptype = 'i')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, p.proname, signature
