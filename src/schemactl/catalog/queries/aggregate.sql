-- A row is an aggregate; `variant` is n (normal), o (ordered-set) or h (hypothetical-set). `argument_types` are those of
-- COMMENT ON AGGREGATE, `signature` those of GRANT … ON FUNCTION. `final_modify` is NULL where it is the variant's own. Since 14.
SELECT p.oid, n.nspname AS schema, p.proname AS name,
       (SELECT COALESCE(pg_catalog.string_agg(pg_catalog.format_type(u.t, NULL), ', ' ORDER BY u.i), '')
          FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY u(t, i)) AS signature,
       pg_catalog.pg_get_function_arguments(p.oid) AS arguments, pg_catalog.pg_get_function_identity_arguments(p.oid) AS identity_arguments,
       a.aggkind AS variant, pg_catalog.format_type(p.prorettype, NULL) AS result,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = a.aggtransfn) AS transition, pg_catalog.format_type(a.aggtranstype, NULL) AS state, a.aggtransspace AS state_size,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = a.aggfinalfn) AS final, a.aggfinalextra AS final_extra,
       CASE WHEN a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END THEN a.aggfinalmodify END AS final_modify,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = a.aggcombinefn) AS combine,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = a.aggserialfn) AS serial,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = a.aggdeserialfn) AS deserial,
       a.agginitval AS initial_value,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = a.aggmtransfn) AS moving_transition,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = a.aggminvtransfn) AS moving_inverse,
       CASE WHEN a.aggmtranstype <> 0 THEN pg_catalog.format_type(a.aggmtranstype, NULL) END AS moving_state, a.aggmtransspace AS moving_state_size,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = a.aggmfinalfn) AS moving_final, a.aggmfinalextra AS moving_final_extra,
       CASE WHEN a.aggmfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END THEN a.aggmfinalmodify END AS moving_final_modify,
       a.aggminitval AS moving_initial_value,
       (SELECT 'OPERATOR(' || pg_catalog.quote_ident(xn.nspname) || '.' || xo.oprname || ')' FROM pg_catalog.pg_operator xo JOIN pg_catalog.pg_namespace xn ON xn.oid = xo.oprnamespace WHERE xo.oid = a.aggsortop) AS sort_operator,
       p.proparallel AS parallel,
       CASE WHEN p.proowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(p.proowner)::text END AS owner,
       p.proacl::text[] AS acl, CASE WHEN p.proacl IS NOT NULL THEN pg_catalog.acldefault('f', p.proowner)::text[] END AS acl_default,
       CASE WHEN p.proacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(p.proowner)::text END AS acl_owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND ds.objoid = p.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_aggregate a
JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, p.proname, signature
