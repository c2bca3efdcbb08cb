-- A row is a function or procedure of an extension: its oid and the parts of its CREATE statement. `is_opaque`: it takes
-- or gives what only C can (internal, cstring…). `role`: the function of the server's own that does for texts
-- what it does for a type of the extension, if it reads, writes, casts, compares or indexes one: int8up gives back what
-- it gets, void_in nothing. `modifiers`: it reads the modifiers of `type`.
WITH own AS (
  SELECT d.objid FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_type t ON t.oid = d.objid AND t.typtype = 'b'
  WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.deptype = 'e'
    AND d.refobjid = %(extension)s AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass)
SELECT p.oid::int8, p.oid::pg_catalog.regprocedure::text AS signature,
       (SELECT t.typname FROM pg_catalog.pg_type t WHERE t.typmodin = p.oid LIMIT 1) AS type, p.prokind AS kind,
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
                   WHEN t.typsend THEN 'textsend' WHEN t.typmodin THEN 'modifiers' WHEN t.typmodout THEN 'enum_out' END
            FROM pg_catalog.pg_type t WHERE t.typtype = 'b'
             AND p.oid IN (t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout) LIMIT 1),
         (SELECT CASE WHEN k.casttarget = 'pg_catalog.json'::pg_catalog.regtype THEN 'to_json' WHEN k.casttarget = 'pg_catalog.jsonb'::pg_catalog.regtype THEN 'to_jsonb' ELSE 'int8up' END
            FROM pg_catalog.pg_cast k LEFT JOIN own s ON s.objid = k.castsource LEFT JOIN own t ON t.objid = k.casttarget
           WHERE k.castfunc = p.oid AND (k.castsource = k.casttarget OR p.pronargs = 1
             AND (s.objid IS NOT NULL OR k.castsource IN ('pg_catalog.text'::pg_catalog.regtype, 'pg_catalog.varchar'::pg_catalog.regtype))
             AND (t.objid IS NOT NULL OR k.casttarget IN ('pg_catalog.text'::pg_catalog.regtype, 'pg_catalog.varchar'::pg_catalog.regtype,
                    'pg_catalog.bytea'::pg_catalog.regtype, 'pg_catalog.json'::pg_catalog.regtype, 'pg_catalog.jsonb'::pg_catalog.regtype))) LIMIT 1),
         (SELECT CASE m.amname || a.amprocnum WHEN 'gist1' THEN 'void_in' WHEN 'gist8' THEN 'void_in' WHEN 'gist3' THEN 'int8up' WHEN 'gist4' THEN 'int8up' WHEN 'gist9' THEN 'int8up' WHEN 'gist11' THEN 'bytea_sortsupport' END
            FROM pg_catalog.pg_amproc a JOIN pg_catalog.pg_opfamily f ON f.oid = a.amprocfamily JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
            JOIN pg_catalog.pg_type t ON t.oid = a.amproclefttype AND (t.typlen = -1 OR t.oid IN (TABLE own))
           WHERE a.amproc = p.oid AND NOT EXISTS (SELECT FROM pg_catalog.pg_opclass c JOIN pg_catalog.pg_type k ON k.oid = c.opckeytype
                   WHERE c.opcfamily = f.oid AND k.typlen <> -1 AND k.oid NOT IN (TABLE own)) LIMIT 1),
         (SELECT CASE m.amname WHEN 'btree' THEN 'btequalimage' ELSE 'void_in' END
            FROM pg_catalog.pg_amproc a JOIN pg_catalog.pg_opfamily f ON f.oid = a.amprocfamily JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
           WHERE a.amproc = p.oid AND (m.amname, a.amprocnum) IN (('gin', 2), ('gin', 3), ('brin', 2), ('brin', 3), ('brin', 4), ('btree', 4)) LIMIT 1),
         (SELECT CASE m.amname || a.amprocnum WHEN 'btree1' THEN 'byteacmp' WHEN 'btree2' THEN 'bytea_sortsupport' WHEN 'hash1' THEN 'hashvarlena' WHEN 'hash2' THEN 'hashvarlenaextended'
                   WHEN 'spgist1' THEN 'spg_text_config' WHEN 'spgist2' THEN 'spg_text_choose' WHEN 'spgist3' THEN 'spg_text_picksplit'
                   WHEN 'spgist4' THEN 'spg_text_inner_consistent' WHEN 'spgist5' THEN 'spg_text_leaf_consistent' WHEN 'spgist6' THEN 'int8up' END
            FROM pg_catalog.pg_amproc a JOIN pg_catalog.pg_opfamily f ON f.oid = a.amprocfamily JOIN pg_catalog.pg_am m ON m.oid = f.opfmethod
            JOIN own ON own.objid = a.amproclefttype AND own.objid = a.amprocrighttype
           WHERE a.amproc = p.oid AND ((m.amname, a.amprocnum) IN (('btree', 1), ('btree', 2), ('hash', 1), ('hash', 2)) OR m.amname = 'spgist') LIMIT 1),
         (SELECT CASE o.oprname WHEN '<' THEN 'bytealt' WHEN '<=' THEN 'byteale' WHEN '=' THEN 'byteaeq' WHEN '>=' THEN 'byteage' WHEN '>' THEN 'byteagt' WHEN '<>' THEN 'byteane' END
            FROM pg_catalog.pg_operator o JOIN own ON own.objid = o.oprleft AND own.objid = o.oprright
           WHERE o.oprcode = p.oid AND o.oprname IN ('<', '<=', '=', '>=', '>', '<>') LIMIT 1)) AS role
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_language l ON l.oid = p.prolang
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
  AND p.prokind <> 'a'
