-- A row is a lock of the session %(pid)s on a relation; granted or asked for. Since 14.
SELECT l.relation::int8, l.mode, l.granted
FROM pg_catalog.pg_locks l
WHERE l.pid = %(pid)s AND (l.locktype = 'relation' AND l.relation::int8 >= 16384 OR NOT l.granted)
