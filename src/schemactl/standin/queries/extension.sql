-- One row: the extension as it is installed, and what its control file says.
SELECT x.oid::int8, x.extversion AS version, x.extrelocatable AS relocatable, n.nspname AS schema,
       v.trusted, v.schema AS fixed_schema, v.requires::text[] AS requires,
       v.comment
FROM pg_catalog.pg_extension x
JOIN pg_catalog.pg_namespace n ON n.oid = x.extnamespace
LEFT JOIN pg_catalog.pg_available_extension_versions v ON v.name = x.extname AND v.version = x.extversion
WHERE x.extname = %(name)s
