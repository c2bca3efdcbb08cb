-- Fails with 22012, division by zero, unless the backend %(pid)s still holds the migration lock %(key)s.
SELECT 1 / pg_catalog.count(*)
FROM pg_catalog.pg_locks AS l
WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.pid = %(pid)s
  AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
  AND (l.classid::pg_catalog.int8 << 32) | l.objid::pg_catalog.int8 = %(key)s
