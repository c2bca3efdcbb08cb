-- A row is a trigger that a user made; `parent_trigger` is set where a partition's trigger belongs to its parent's (14 calls
-- these internal, as it does those of constraints). Since 14.
SELECT g.oid, n.nspname AS schema, g.tgname AS name, c.relname AS "table",
       pg_catalog.pg_get_triggerdef(g.oid) AS definition, g.tgenabled AS enabled, g.tgconstraint <> 0 AS "constraint",
       (SELECT ARRAY[pn.nspname, pc.relname, pg.tgname]::text[] FROM pg_catalog.pg_trigger pg JOIN pg_catalog.pg_class pc ON pc.oid = pg.tgrelid
          JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace WHERE pg.oid = g.tgparentid) AS parent_trigger,
       (SELECT ARRAY[pn.nspname, p.proname]::text[] FROM pg_catalog.pg_proc p
          JOIN pg_catalog.pg_namespace pn ON pn.oid = p.pronamespace WHERE p.oid = g.tgfoid) AS function,
       de.extensions,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_trigger'::pg_catalog.regclass AND ds.objoid = g.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_trigger g
JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN (SELECT e.objid, pg_catalog.array_agg(x.extname::text ORDER BY x.extname) AS extensions
             FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_depend e ON e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.refobjid = x.oid
            WHERE e.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass AND e.deptype = 'x' GROUP BY e.objid) de ON de.objid = g.oid
WHERE (NOT g.tgisinternal
       OR (g.tgparentid <> 0 AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                                             WHERE k.oid = g.tgconstraint AND k.contype <> 't')))
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, c.relname, g.tgname
