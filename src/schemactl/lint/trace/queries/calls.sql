-- A row is a function that the session has called, with how often since its counters were sent away, its text, arguments
-- and settings; not one of an extension. One row at least: the first column is how loud the session is. Since 14.
SELECT pg_catalog.current_setting('client_min_messages'), f.*
FROM (SELECT) one
LEFT JOIN (
  SELECT p.oid::int8, pg_catalog.pg_stat_get_xact_function_calls(p.oid) AS calls, n.nspname, p.proname, l.lanname,
         COALESCE(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc),
         COALESCE(p.proargnames, '{}'), COALESCE(p.proconfig, '{}')
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
  JOIN pg_catalog.pg_language l ON l.oid OPERATOR(pg_catalog.=) p.prolang
  WHERE p.oid OPERATOR(pg_catalog.>=) '16384'::pg_catalog.oid
    AND pg_catalog.pg_stat_get_xact_function_calls(p.oid) OPERATOR(pg_catalog.>) 0
    AND n.nspname OPERATOR(pg_catalog.!~~) 'schemactl\_%'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                    WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
                      AND d.objid OPERATOR(pg_catalog.=) p.oid AND d.deptype OPERATOR(pg_catalog.=) 'e')
) f ON true
ORDER BY f.oid
