-- A row is a function or procedure of an extension: its oid and the parts of its CREATE statement. `is_opaque`: it takes
-- or gives what only C can (internal, cstring…). `role`: the function of the server's own that does for texts
-- what it does for a type of the extension, if it reads, writes or compares one.
WITH own AS (
  SELECT d.objid FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_type t ON t.oid = d.objid AND t.typtype = 'b'
  WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.deptype = 'e'
    AND d.refobjid = %(extension)s AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass)
SELECT p.oid::int8, p.oid::pg_catalog.regprocedure::text AS signature, p.prokind AS kind,
       pg_catalog.format('%%s(%%s)', pg_catalog.split_part(p.oid::pg_catalog.regprocedure::text, '(', 1), pg_catalog.pg_get_function_arguments(p.oid)) AS head,
       pg_catalog.pg_get_function_result(p.oid) AS result, l.lanname AS language, p.prosrc AS source,
       CASE WHEN pg_catalog.to_jsonb(p) ->> 'prosqlbody' IS NOT NULL THEN pg_catalog.pg_get_function_sqlbody(p.oid) END AS body,
       CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' ELSE 'VOLATILE' END AS volatility,
       p.proisstrict AS strict, p.prosecdef AS definer, p.proleakproof AS leakproof,
       CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' ELSE 'UNSAFE' END AS parallel,
       p.prorettype = 'pg_catalog.void'::pg_catalog.regtype AS is_void,
       EXISTS (SELECT FROM pg_catalog.pg_type t
               WHERE t.typtype = 'p' AND t.oid = ANY (p.proargtypes::pg_catalog.oid[] || p.prorettype)
                 AND t.typname NOT LIKE 'any%%' AND t.typname NOT IN ('record', 'void', 'trigger', 'event_trigger')
               UNION ALL SELECT FROM pg_catalog.pg_type t WHERE t.typname = 'any' AND t.oid = ANY (p.proargtypes::pg_catalog.oid[])) AS is_opaque,
       COALESCE(
         (SELECT CASE p.oid WHEN t.typinput THEN 'textin' WHEN t.typoutput THEN 'textout' WHEN t.typreceive THEN 'textrecv'
                   WHEN t.typsend THEN 'textsend' WHEN t.typmodin THEN 'varchartypmodin' WHEN t.typmodout THEN 'varchartypmodout' END
            FROM pg_catalog.pg_type t WHERE t.typtype = 'b'
             AND p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout) LIMIT 1),
         (SELECT CASE m.amname || a.amprocnum WHEN 'btree1' THEN 'byteacmp' WHEN 'hash1' THEN 'hashvarlena' WHEN 'hash2' THEN 'hashvarlenaextended' END
            FROM pg_catalog.pg_amproc a JOIN pg_catalog.pg_opfamily f ON f.oid = a.amprocfamily JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
            JOIN own ON own.objid = a.amproclefttype AND own.objid = a.amprocrighttype
           WHERE a.amproc = p.oid AND (m.amname, a.amprocnum) IN (('btree', 1), ('hash', 1), ('hash', 2)) LIMIT 1),
         (SELECT CASE o.oprname WHEN '<' THEN 'bytealt' WHEN '<=' THEN 'byteale' WHEN '=' THEN 'byteaeq' WHEN '>=' THEN 'byteage' WHEN '>' THEN 'byteagt' WHEN '<>' THEN 'byteane' END
            FROM pg_catalog.pg_operator o JOIN own ON own.objid = o.oprleft AND own.objid = o.oprright
           WHERE o.oprcode = p.oid AND o.oprname IN ('<', '<=', '=', '>=', '>', '<>') LIMIT 1)) AS role
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
  AND p.prokind <> 'a'
