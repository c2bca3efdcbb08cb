-- A stand-in for the extension hypopg 1.3.1, on scratch servers only.
-- standin: relocatable
-- comment: Hypothetical indexes for PostgreSQL
-- Written by schemactl standin: names and signatures, with nothing behind them.

CREATE VIEW hypopg_list_indexes AS SELECT NULL::oid AS indexrelid, NULL::text AS index_name, NULL::name AS schema_name, NULL::name AS table_name, NULL::name AS am_name WHERE false;

CREATE FUNCTION hypopg_reset_index() RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS 'BEGIN RETURN; END';

CREATE FUNCTION hypopg_reset() RETURNS void
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS 'BEGIN RETURN; END';

CREATE FUNCTION hypopg_create_index(sql_order text, OUT indexrelid oid, OUT indexname text) RETURNS SETOF record
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE STRICT AS 'BEGIN RETURN; END';

CREATE FUNCTION hypopg_drop_index(indexid oid) RETURNS boolean
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE STRICT AS 'BEGIN RETURN NULL; END';

CREATE FUNCTION hypopg(OUT indexname text, OUT indexrelid oid, OUT indrelid oid, OUT innatts integer, OUT indisunique boolean, OUT indkey int2vector, OUT indcollation oidvector, OUT indclass oidvector, OUT indoption oidvector, OUT indexprs pg_node_tree, OUT indpred pg_node_tree, OUT amid oid) RETURNS SETOF record
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS 'BEGIN RETURN; END';

CREATE FUNCTION hypopg_relation_size(indexid oid) RETURNS bigint
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE STRICT AS 'BEGIN RETURN NULL; END';

CREATE FUNCTION hypopg_get_indexdef(indexid oid) RETURNS text
    LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE STRICT AS 'BEGIN RETURN NULL; END';
