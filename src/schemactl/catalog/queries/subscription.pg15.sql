-- A row is a subscription of this database. Whether it is enabled is a state of operation, not of the schema, and left out.
-- `connection` may hold a password; it is NULL where the server hides it: an ordinary role may not name that column at all,
-- which is why it is read by a query inside the query. Since 15.
SELECT s.oid, s.subname AS name,
       CASE WHEN pg_catalog.has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')
            THEN (SELECT t.word FROM pg_catalog.ts_stat('SELECT pg_catalog.array_to_tsvector(ARRAY[s.subconninfo]) FROM pg_catalog.pg_subscription s WHERE s.oid = ' || s.oid) t) END AS connection,
       ARRAY(SELECT u FROM pg_catalog.unnest(s.subpublications) u ORDER BY u) AS publications,
       s.subslotname::text AS slot_name, s.subsynccommit AS synchronous_commit, s.subbinary AS "binary",
       CASE WHEN s.substream THEN 'on' ELSE 'off' END AS streaming,
       s.subtwophasestate <> 'd' AS two_phase, s.subdisableonerr AS disable_on_error,
       'any' AS origin, true AS password_required, false AS run_as_owner,
       false AS failover,
       CASE WHEN s.subowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(s.subowner)::text END AS owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_subscription'::pg_catalog.regclass AND ds.objoid = s.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_subscription s
JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
WHERE s.subdbid = d.oid
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_subscription'::pg_catalog.regclass AND e.objid = s.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY s.subname
