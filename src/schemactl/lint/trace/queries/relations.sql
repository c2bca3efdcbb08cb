-- A row is a relation outside the system's schemas, with its file. Since 14.
SELECT c.oid::int8, n.nspname, c.relname, c.relkind, COALESCE(pg_catalog.pg_relation_filenode(c.oid), 0)::int8, COALESCE(tn.nspname, ''), COALESCE(t.relname, '')
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
LEFT JOIN pg_catalog.pg_index x ON x.indexrelid OPERATOR(pg_catalog.=) c.oid
LEFT JOIN pg_catalog.pg_class t ON t.oid OPERATOR(pg_catalog.=) x.indrelid
LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid OPERATOR(pg_catalog.=) t.relnamespace
WHERE n.nspname OPERATOR(pg_catalog.<>) ALL (ARRAY['pg_catalog', 'information_schema', 'schemactl_lint']::pg_catalog.name[])
