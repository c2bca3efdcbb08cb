-- A row is an aggregate of an extension: its oid, and the statement that makes it.
SELECT p.oid::int8, pg_catalog.format('CREATE AGGREGATE %%s(%%s) (', pg_catalog.split_part(p.oid::pg_catalog.regprocedure::text, '(', 1),
         COALESCE(NULLIF(pg_catalog.pg_get_function_arguments(p.oid), ''), '*'))
       || pg_catalog.concat_ws(', ',
         pg_catalog.format('SFUNC = %%s', pg_catalog.split_part(a.aggtransfn::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)), pg_catalog.format('STYPE = %%s', pg_catalog.format_type(a.aggtranstype, NULL)),
         CASE WHEN a.aggtransspace <> 0 THEN pg_catalog.format('SSPACE = %%s', a.aggtransspace) END,
         CASE WHEN a.aggfinalfn <> 0 THEN pg_catalog.format('FINALFUNC = %%s', pg_catalog.split_part(a.aggfinalfn::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)) END,
         CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
         CASE WHEN a.aggcombinefn <> 0 THEN pg_catalog.format('COMBINEFUNC = %%s', pg_catalog.split_part(a.aggcombinefn::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)) END,
         CASE WHEN a.aggserialfn <> 0 THEN pg_catalog.format('SERIALFUNC = %%s', pg_catalog.split_part(a.aggserialfn::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)) END,
         CASE WHEN a.aggdeserialfn <> 0 THEN pg_catalog.format('DESERIALFUNC = %%s', pg_catalog.split_part(a.aggdeserialfn::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)) END,
         'INITCOND = ' || pg_catalog.quote_literal(a.agginitval),
         CASE WHEN a.aggmtransfn <> 0 THEN pg_catalog.format('MSFUNC = %%s, MINVFUNC = %%s, MSTYPE = %%s', pg_catalog.split_part(a.aggmtransfn::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1), pg_catalog.split_part(a.aggminvtransfn::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1), pg_catalog.format_type(a.aggmtranstype, NULL)) END,
         CASE WHEN a.aggmfinalfn <> 0 THEN pg_catalog.format('MFINALFUNC = %%s', pg_catalog.split_part(a.aggmfinalfn::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)) END,
         'MINITCOND = ' || pg_catalog.quote_literal(a.aggminitval),
         CASE WHEN a.aggsortop <> 0 THEN pg_catalog.format('SORTOP = OPERATOR(%%s)', pg_catalog.split_part(a.aggsortop::pg_catalog.regoperator::text, '(', 1)) END,
         CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
         CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END) || ')' AS sql
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
