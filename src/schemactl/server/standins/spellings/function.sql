-- $1: modifiers of a type, as written. How they read stands in a label of an enum; its number is the type's modifier.
INSERT INTO pg_catalog.pg_enum (oid, enumtypid, enumsortorder, enumlabel)
SELECT ((SELECT COALESCE(max(e.oid::int8), 1073741823) + 1 FROM pg_catalog.pg_enum e WHERE e.oid::int8 >= 1073741824))::oid, t.oid,
       (SELECT count(*) + 1 FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid), l.label
FROM (SELECT (:label)::name) l (label), pg_catalog.pg_type t
WHERE t.typname = :type AND l.label <> '' AND NOT EXISTS (SELECT FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid AND e.enumlabel = l.label);
SELECT COALESCE((SELECT e.oid::int4 FROM pg_catalog.pg_enum e, pg_catalog.pg_type t WHERE t.typname = :type AND e.enumtypid = t.oid AND e.enumlabel = l.label), -1)
FROM (SELECT (:label)::name) l (label)
