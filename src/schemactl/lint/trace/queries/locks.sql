-- A row is a lock that this session holds on a relation of this database, with the relation's name and file if it is still
-- there; in the order of the relations, since that of pg_locks differs from run to run. Takes no lock on any of them. Since 14.
SELECT l.relation::int8, l.mode, n.nspname, c.relname, c.relkind, COALESCE(pg_catalog.pg_relation_filenode(c.oid), 0)::int8
FROM pg_catalog.pg_locks l
LEFT JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) l.relation
LEFT JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
WHERE l.locktype OPERATOR(pg_catalog.=) 'relation' AND l.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()
  AND l.relation::int8 OPERATOR(pg_catalog.>=) 16384 AND l.granted
ORDER BY l.relation::int8, l.mode COLLATE pg_catalog."C"
