-- A row is a text search template or dictionary, or a foreign data wrapper, of an extension: its oid, and the statement
-- that makes one with nothing to call.
SELECT t.oid::int8, pg_catalog.format('CREATE TEXT SEARCH TEMPLATE %%s (LEXIZE = %%s)',
         CASE WHEN pg_catalog.pg_ts_template_is_visible(t.oid) THEN pg_catalog.quote_ident(t.tmplname) ELSE pg_catalog.format('%%s.%%I', t.tmplnamespace::pg_catalog.regnamespace, t.tmplname) END, t.tmpllexize) AS sql
FROM pg_catalog.pg_ts_template t
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_ts_template'::pg_catalog.regclass AND e.objid = t.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
UNION ALL
SELECT d.oid::int8, pg_catalog.format('CREATE TEXT SEARCH DICTIONARY %%s (TEMPLATE = %%s)', d.oid::pg_catalog.regdictionary,
         CASE WHEN pg_catalog.pg_ts_template_is_visible(t.oid) THEN pg_catalog.quote_ident(t.tmplname) ELSE pg_catalog.format('%%s.%%I', t.tmplnamespace::pg_catalog.regnamespace, t.tmplname) END)
FROM pg_catalog.pg_ts_dict d
JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_ts_dict'::pg_catalog.regclass AND e.objid = d.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
UNION ALL
SELECT w.oid::int8, pg_catalog.format('CREATE FOREIGN DATA WRAPPER %%I', w.fdwname)
FROM pg_catalog.pg_foreign_data_wrapper w
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass AND e.objid = w.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
