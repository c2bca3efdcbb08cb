-- A row is a member of an extension whose privileges are not those that the extension gave it (`initial`); nothing
-- else of a member is the schema's affair. `words` are those of GRANT … ON; `table` is the extension; a column of a member
-- is a row of its own (`of_column`). Since 14.
WITH m AS MATERIALIZED (
      SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass AS classid, p.oid, 0 AS subid, NULL::text AS of_column, n.nspname AS schema, p.proname AS name,
             CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname)
               || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')' AS words, p.proacl AS acl, p.proowner AS owner, 'f'::"char" AS class
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE p.proacl IS NOT NULL AND p.oid >= 16384
      UNION ALL
      SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 0, NULL, n.nspname, c.relname,
             CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
             c.relacl, c.relowner, CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char"
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relacl IS NOT NULL AND c.oid >= 16384
      UNION ALL
      SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, 0, NULL, n.nspname, t.typname,
             'TYPE ' || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname), t.typacl, t.typowner, 'T'::"char"
        FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typacl IS NOT NULL AND t.oid >= 16384
      UNION ALL
      SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass, n.oid, 0, NULL, '', n.nspname, 'SCHEMA ' || pg_catalog.quote_ident(n.nspname), n.nspacl, n.nspowner, 'n'::"char"
        FROM pg_catalog.pg_namespace n WHERE n.nspacl IS NOT NULL AND n.oid >= 16384
      UNION ALL
      SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, a.attnum, a.attname, n.nspname, c.relname || '.' || a.attname,
             'TABLE ' || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname), a.attacl, c.relowner, 'c'
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND c.oid >= 16384
      UNION ALL
      SELECT 'pg_catalog.pg_language'::pg_catalog.regclass, l.oid, 0, NULL, '', l.lanname, 'LANGUAGE ' || pg_catalog.quote_ident(l.lanname), l.lanacl, l.lanowner, 'l'
        FROM pg_catalog.pg_language l WHERE l.lanacl IS NOT NULL
      UNION ALL
      SELECT 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, w.oid, 0, NULL, '', w.fdwname, 'FOREIGN DATA WRAPPER ' || pg_catalog.quote_ident(w.fdwname), w.fdwacl, w.fdwowner, 'F'
        FROM pg_catalog.pg_foreign_data_wrapper w WHERE w.fdwacl IS NOT NULL
      UNION ALL
      SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, s.oid, 0, NULL, '', s.srvname, 'FOREIGN SERVER ' || pg_catalog.quote_ident(s.srvname), s.srvacl, s.srvowner, 'S'
        FROM pg_catalog.pg_foreign_server s WHERE s.srvacl IS NOT NULL
)
SELECT m.oid, m.schema, m.name, x.extname AS "table", m.words AS signature, m.of_column,
       m.acl::text[] AS acl, ARRAY[]::text[] AS acl_default, pg_catalog.pg_get_userbyid(m.owner)::text AS acl_owner,
       COALESCE(i.initprivs, pg_catalog.acldefault(m.class, m.owner))::text[] AS initial
FROM m
JOIN pg_catalog.pg_depend e ON e.classid = m.classid AND e.objid = m.oid AND e.deptype = 'e'
JOIN pg_catalog.pg_extension x ON x.oid = e.refobjid
LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = m.classid AND i.objoid = m.oid AND i.objsubid = m.subid
WHERE ARRAY(SELECT a::text FROM pg_catalog.unnest(m.acl) a ORDER BY 1)
   <> ARRAY(SELECT a::text FROM pg_catalog.unnest(COALESCE(i.initprivs, pg_catalog.acldefault(m.class, m.owner))) a ORDER BY 1)
ORDER BY x.extname, m.words
