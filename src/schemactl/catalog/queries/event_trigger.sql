-- A row is an event trigger; `enabled` is O, D, R or A as for triggers. Since 14.
SELECT g.oid, g.evtname AS name, g.evtevent AS event,
       g.evttags::text[] AS tags,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname) FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = g.evtfoid) AS function,
       g.evtenabled AS enabled,
       CASE WHEN g.evtowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(g.evtowner)::text END AS owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass AND ds.objoid = g.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_event_trigger g
WHERE g.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass AND e.objid = g.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY g.evtname
