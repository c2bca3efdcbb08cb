-- A row is an ordinary or partitioned table. `inherits` are [schema, table] in order; `partition_of` is the parent of a partition.
-- `partition_key_columns` are those in the key, also within expressions, with
-- their types: no ALTER changes them. Since 14.
SELECT c.oid, n.nspname AS schema, c.relname AS name,
       c.relkind = 'p' AS partitioned, CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partition_key,
       CASE WHEN c.relkind = 'p' THEN ARRAY(SELECT ARRAY[a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod), NULLIF(a.attcollation, t.typcollation)::pg_catalog.regcollation::text]
          FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
         WHERE a.attrelid = c.oid AND EXISTS (SELECT FROM pg_catalog.pg_depend k WHERE k.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND k.objid = c.oid
           AND k.objsubid = a.attnum AND k.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND k.refobjid = c.oid AND k.refobjsubid = 0 AND k.deptype = 'i')
         ORDER BY a.attname) END AS partition_key_columns,
       CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
       CASE WHEN c.relhassubclass OR c.relispartition OR EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid) THEN
         (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(pn.nspname, pc.relname) ORDER BY h.inhseqno)
            FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class pc ON pc.oid = h.inhparent
            JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace WHERE h.inhrelid = c.oid) END AS parents,
       CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS of_type,
       c.relpersistence = 'u' AS unlogged,
       (SELECT m.amname FROM pg_catalog.pg_am m WHERE m.oid = c.relam) AS access_method,
       COALESCE(c.reloptions, '{}') || ARRAY(SELECT 'toast.' || o FROM pg_catalog.unnest(toast.reloptions) o) AS options,
       (SELECT s.spcname::text FROM pg_catalog.pg_tablespace s WHERE s.oid = c.reltablespace) AS tablespace,
       CASE c.relreplident WHEN 'd' THEN 'DEFAULT' WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'
            ELSE (SELECT 'USING INDEX ' || pg_catalog.quote_ident(ri.relname) FROM pg_catalog.pg_index rx
                    JOIN pg_catalog.pg_class ri ON ri.oid = rx.indexrelid WHERE rx.indrelid = c.oid AND rx.indisreplident) END AS replica_identity,
       (SELECT ri.relname::text FROM pg_catalog.pg_index rx JOIN pg_catalog.pg_class ri ON ri.oid = rx.indexrelid
         WHERE rx.indrelid = c.oid AND rx.indisreplident AND c.relreplident = 'i') AS replica_index,
       (SELECT ci.relname::text FROM pg_catalog.pg_index cx JOIN pg_catalog.pg_class ci ON ci.oid = cx.indexrelid
         WHERE cx.indrelid = c.oid AND cx.indisclustered) AS clustered_on,
       c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security,
       CASE WHEN c.relowner <> ALL (pg_catalog.current_setting('schemactl.own')::pg_catalog.oid[]) THEN pg_catalog.pg_get_userbyid(c.relowner)::text END AS owner,
       c.relacl::text[] AS acl, CASE WHEN c.relacl IS NOT NULL THEN pg_catalog.acldefault('r', c.relowner)::text[] END AS acl_default,
       CASE WHEN c.relacl IS NOT NULL THEN pg_catalog.pg_get_userbyid(c.relowner)::text END AS acl_owner,
       (SELECT ds.description FROM pg_catalog.pg_description ds WHERE ds.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND ds.objoid = c.oid AND ds.objsubid = 0) AS comment
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid
WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.deptype = 'e')
ORDER BY n.nspname, c.relname
