-- A row is an address (class, oid) in the part of a database that a difference touches: the changed objects (first two
-- arrays), all that depends on them, and all that any of these, or of the further ones (last two arrays), needs.
-- An inside (deptype i) leads to its owner: a view's rule to the view, an index to its constraint. Since 14.
WITH RECURSIVE dependent (classid, objid) AS (
  SELECT s.classid, s.objid FROM ROWS FROM (pg_catalog.unnest(%s::pg_catalog.oid[]), pg_catalog.unnest(%s::pg_catalog.oid[])) s (classid, objid)
  UNION
  SELECT e.classid, e.objid FROM dependent s CROSS JOIN LATERAL (
    SELECT d.classid, d.objid FROM pg_catalog.pg_depend d WHERE d.refclassid = s.classid AND d.refobjid = s.objid AND d.deptype <> 'e'
    UNION ALL
    SELECT d.refclassid, d.refobjid FROM pg_catalog.pg_depend d WHERE d.classid = s.classid AND d.objid = s.objid AND d.deptype = 'i'
  ) e
), needed (classid, objid) AS (
  SELECT d.classid, d.objid FROM dependent d
  UNION
  SELECT s.classid, s.objid FROM ROWS FROM (pg_catalog.unnest(%s::pg_catalog.oid[]), pg_catalog.unnest(%s::pg_catalog.oid[])) s (classid, objid)
  UNION
  SELECT e.classid, e.objid FROM needed n CROSS JOIN LATERAL (
    SELECT d.refclassid, d.refobjid FROM pg_catalog.pg_depend d WHERE d.classid = n.classid AND d.objid = n.objid
    UNION ALL
    SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass, f.oid FROM pg_catalog.pg_attrdef f
     WHERE n.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND f.adrelid = n.objid
    UNION ALL
    SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid FROM pg_catalog.pg_constraint k
     WHERE n.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND k.contypid = n.objid
    UNION ALL
    SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, c.reltype FROM pg_catalog.pg_class c
     WHERE n.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = n.objid AND c.reltype <> 0
  ) e (classid, objid)
)
SELECT n.classid::int8, n.objid::int8 FROM needed n
