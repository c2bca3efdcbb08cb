-- A row is an operator of an extension: its oid, and the statement that makes it.
SELECT o.oid::int8, pg_catalog.format('CREATE OPERATOR %%s (', pg_catalog.split_part(o.oid::pg_catalog.regoperator::text, '(', 1))
       || pg_catalog.concat_ws(', ',
         pg_catalog.format('FUNCTION = %%s', pg_catalog.split_part(o.oprcode::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)),
         CASE WHEN o.oprleft <> 0 THEN pg_catalog.format('LEFTARG = %%s', pg_catalog.format_type(o.oprleft, NULL)) END,
         CASE WHEN o.oprright <> 0 THEN pg_catalog.format('RIGHTARG = %%s', pg_catalog.format_type(o.oprright, NULL)) END,
         CASE WHEN o.oprcom <> 0 THEN pg_catalog.format('COMMUTATOR = OPERATOR(%%s)', pg_catalog.split_part(o.oprcom::pg_catalog.regoperator::text, '(', 1)) END,
         CASE WHEN o.oprnegate <> 0 THEN pg_catalog.format('NEGATOR = OPERATOR(%%s)', pg_catalog.split_part(o.oprnegate::pg_catalog.regoperator::text, '(', 1)) END,
         CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END) || ')' AS sql
FROM pg_catalog.pg_operator o
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass AND e.objid = o.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
