-- A row is what a role's new objects of a class get beyond (`granted`) or short of (`revoked`) what the server gives by itself: for all
-- schemas (`schema` is '') or, added to that, for one. `name` is the role, or CURRENT_USER for the database's owner; `signature` the
-- class as ALTER DEFAULT PRIVILEGES spells it. Both lists hold [grantee, privilege, grantable]; '' is PUBLIC. Since 14.
SELECT k.oid, COALESCE(n.nspname, '') AS schema,
       CASE WHEN k.defaclrole = ANY (pg_catalog.current_setting('schemactl.me')::pg_catalog.oid[]) THEN 'CURRENT_USER' ELSE pg_catalog.pg_get_userbyid(k.defaclrole)::text END AS name,
       CASE k.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES'
            WHEN 'n' THEN 'SCHEMAS' WHEN 'L' THEN 'LARGE OBJECTS' END AS signature,
       x.granted, x.revoked
FROM pg_catalog.pg_default_acl k
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = k.defaclnamespace
CROSS JOIN LATERAL (
  SELECT COALESCE(pg_catalog.json_agg(pg_catalog.json_build_array(g.grantee, g.privilege_type, g.is_grantable) ORDER BY g.grantee, g.privilege_type) FILTER (WHERE g.has AND NOT g.had), '[]') AS granted,
         COALESCE(pg_catalog.json_agg(pg_catalog.json_build_array(g.grantee, g.privilege_type, g.is_grantable) ORDER BY g.grantee, g.privilege_type) FILTER (WHERE g.had AND NOT g.has), '[]') AS revoked
    FROM (SELECT CASE WHEN i.grantee = 0 THEN '' WHEN i.grantee = ANY (pg_catalog.current_setting('schemactl.me')::pg_catalog.oid[]) THEN 'CURRENT_USER' ELSE pg_catalog.pg_get_userbyid(i.grantee)::text END AS grantee,
                 i.privilege_type, i.is_grantable, pg_catalog.bool_or(i.has) AS has, pg_catalog.bool_or(NOT i.has) AS had
            FROM (SELECT a.grantee, a.privilege_type, a.is_grantable, true AS has FROM pg_catalog.aclexplode(k.defaclacl) a
                  UNION ALL
                  SELECT a.grantee, a.privilege_type, a.is_grantable, false FROM pg_catalog.aclexplode(
                    CASE WHEN k.defaclnamespace = 0 THEN pg_catalog.acldefault(CASE k.defaclobjtype WHEN 'S' THEN 's' ELSE k.defaclobjtype END, k.defaclrole) END) a) i
           GROUP BY 1, 2, 3) g) x
ORDER BY schema, name, signature
