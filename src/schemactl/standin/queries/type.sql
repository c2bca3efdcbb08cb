-- A row is a type of an extension: its oid, its class (b, c, d, e, r), and the statement that makes it.
-- Base types are texts with the properties that a schema can see. `later`: the constraints of a domain.
SELECT t.oid::int8, t.typtype AS class, pg_catalog.format_type(t.oid, NULL) AS name, t.typname AS plain_name,
       t.typmodin <> 0 AS has_modifiers,
       COALESCE((pg_catalog.to_jsonb(t) ->> 'typsubscript')::text, '-') NOT IN ('-', 'array_subscript_handler', 'pg_catalog.array_subscript_handler') AS has_subscripts,
       CASE t.typtype
         WHEN 'b' THEN pg_catalog.concat_ws(', ',
           pg_catalog.format('CREATE TYPE %%s (INPUT = %%s, OUTPUT = %%s', pg_catalog.format_type(t.oid, NULL),
             pg_catalog.split_part(t.typinput::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1), pg_catalog.split_part(t.typoutput::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)),
           CASE WHEN t.typreceive <> 0 THEN pg_catalog.format('RECEIVE = %%s', pg_catalog.split_part(t.typreceive::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)) END,
           CASE WHEN t.typsend <> 0 THEN pg_catalog.format('SEND = %%s', pg_catalog.split_part(t.typsend::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)) END,
           CASE WHEN t.typmodin <> 0 THEN pg_catalog.format('TYPMOD_IN = %%s', pg_catalog.split_part(t.typmodin::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)) END,
           CASE WHEN t.typmodout <> 0 THEN pg_catalog.format('TYPMOD_OUT = %%s', pg_catalog.split_part(t.typmodout::pg_catalog.oid::pg_catalog.regprocedure::text, '(', 1)) END,
           'INTERNALLENGTH = VARIABLE',
           CASE WHEN t.typalign = 'd' THEN 'ALIGNMENT = double' END,
           CASE t.typstorage WHEN 'e' THEN 'STORAGE = external' WHEN 'm' THEN 'STORAGE = main' WHEN 'x' THEN 'STORAGE = extended' END,
           CASE WHEN t.typcategory <> 'U' THEN pg_catalog.format('CATEGORY = %%L', t.typcategory) END,
           CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
           CASE WHEN t.typdelim <> ',' THEN pg_catalog.format('DELIMITER = %%L', t.typdelim) END,
           CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END) || ')'
         WHEN 'e' THEN pg_catalog.format('CREATE TYPE %%s AS ENUM (%%s)', pg_catalog.format_type(t.oid, NULL),
           (SELECT pg_catalog.string_agg(pg_catalog.quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder)
              FROM pg_catalog.pg_enum l WHERE l.enumtypid = t.oid))
         WHEN 'd' THEN pg_catalog.concat_ws(' ',
           pg_catalog.format('CREATE DOMAIN %%s AS %%s', pg_catalog.format_type(t.oid, NULL), pg_catalog.format_type(t.typbasetype, t.typtypmod)),
           'DEFAULT ' || t.typdefault, CASE WHEN t.typnotnull THEN 'NOT NULL' END)
         WHEN 'r' THEN (SELECT pg_catalog.format('CREATE TYPE %%s AS RANGE (SUBTYPE = %%s)', pg_catalog.format_type(t.oid, NULL), pg_catalog.format_type(r.rngsubtype, NULL))
              FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid)
         WHEN 'c' THEN pg_catalog.format('CREATE TYPE %%s AS (%%s)', pg_catalog.format_type(t.oid, NULL),
           (SELECT pg_catalog.string_agg(pg_catalog.format('%%I %%s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
              FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))
       END AS sql,
       ARRAY(SELECT pg_catalog.format('ALTER DOMAIN %%s ADD CONSTRAINT %%I %%s', pg_catalog.format_type(t.oid, NULL), k.conname, pg_catalog.pg_get_constraintdef(k.oid))
               FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' ORDER BY k.conname) AS later
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND e.objid = t.oid
WHERE e.deptype = 'e' AND e.refobjid = %(extension)s AND e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
  AND t.typtype IN ('b', 'c', 'd', 'e', 'r') AND t.typisdefined
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_type i WHERE i.typarray = t.oid)
  AND (t.typrelid = 0 OR EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
