-- A row is a security label on any object; `name` is the object as pg_identify_object() spells it, `signature` the provider.
-- Read so that it can be named; no rule writes it. Since 14.
SELECT b.objoid AS oid, b.objsubid AS subid, i.type || ' ' || i.identity AS name, b.provider AS signature, b.label
FROM pg_catalog.pg_seclabel b
CROSS JOIN LATERAL pg_catalog.pg_identify_object(b.classoid, b.objoid, b.objsubid) i
ORDER BY name, b.provider
