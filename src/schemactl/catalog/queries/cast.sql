-- A row is a cast that a user made; its name is `source AS target`. `method` is f (function), i (in and out functions) or b (binary),
-- `context` e (explicit), a (assignment) or i (implicit). Since 14.
SELECT k.oid, pg_catalog.format_type(k.castsource, NULL) || ' AS ' || pg_catalog.format_type(k.casttarget, NULL) AS name,
       k.castmethod AS method, k.castcontext AS context,
       (SELECT pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(fp.proname)
               || '(' || (SELECT COALESCE(pg_catalog.string_agg(pg_catalog.format_type(u.t, NULL), ', ' ORDER BY u.i), '') FROM pg_catalog.unnest(fp.proargtypes) WITH ORDINALITY u(t, i)) || ')'
          FROM pg_catalog.pg_proc fp JOIN pg_catalog.pg_namespace fn ON fn.oid = fp.pronamespace WHERE fp.oid = k.castfunc) AS function,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_cast'::pg_catalog.regclass AND ds.objoid = k.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_cast k
WHERE k.oid >= 16384
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass AND e.objid = k.oid AND e.deptype IN ('e', 'i'))
ORDER BY name
