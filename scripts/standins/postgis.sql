-- Ours: what makes and drops columns must do so.
CREATE OR REPLACE FUNCTION addgeometrycolumn(catalog_name character varying, schema_name character varying, table_name character varying, column_name character varying, new_srid_in integer, new_type character varying, new_dim integer, use_typmod boolean DEFAULT true) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$
DECLARE
    dimensions text := CASE WHEN new_dim = 4 THEN 'ZM' WHEN new_dim = 3 AND new_type NOT ILIKE '%M' THEN 'Z' ELSE '' END;
    reference text := CASE WHEN new_srid_in > 0 THEN ',' || new_srid_in ELSE '' END;
    place text := CASE WHEN schema_name = '' THEN quote_ident(table_name) ELSE format('%I.%I', schema_name, table_name) END;
BEGIN
    IF NOT use_typmod OR new_dim NOT BETWEEN 2 AND 4 THEN
        RAISE EXCEPTION 'a stand-in for postgis makes no such column';
    END IF;
    EXECUTE format('ALTER TABLE %s ADD COLUMN %I geometry(%s%s%s)', place, column_name, new_type, dimensions, reference);
    RETURN format('%s.%s added', place, column_name);
END $$;

CREATE OR REPLACE FUNCTION addgeometrycolumn(schema_name character varying, table_name character varying, column_name character varying, new_srid integer, new_type character varying, new_dim integer, use_typmod boolean DEFAULT true) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$
BEGIN
    RETURN AddGeometryColumn('', schema_name, table_name, column_name, new_srid, new_type, new_dim, use_typmod);
END $$;

CREATE OR REPLACE FUNCTION addgeometrycolumn(table_name character varying, column_name character varying, new_srid integer, new_type character varying, new_dim integer, use_typmod boolean DEFAULT true) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$
BEGIN
    RETURN AddGeometryColumn('', '', table_name, column_name, new_srid, new_type, new_dim, use_typmod);
END $$;

CREATE OR REPLACE FUNCTION dropgeometrycolumn(catalog_name character varying, schema_name character varying, table_name character varying, column_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$
DECLARE
    place text := CASE WHEN schema_name = '' THEN quote_ident(table_name) ELSE format('%I.%I', schema_name, table_name) END;
BEGIN
    EXECUTE format('ALTER TABLE %s DROP COLUMN %I', place, column_name);
    RETURN format('%s.%s removed', place, column_name);
END $$;

CREATE OR REPLACE FUNCTION dropgeometrycolumn(schema_name character varying, table_name character varying, column_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$ BEGIN RETURN DropGeometryColumn('', schema_name, table_name, column_name); END $$;

CREATE OR REPLACE FUNCTION dropgeometrycolumn(table_name character varying, column_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$ BEGIN RETURN DropGeometryColumn('', '', table_name, column_name); END $$;

CREATE OR REPLACE FUNCTION dropgeometrytable(catalog_name character varying, schema_name character varying, table_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$
DECLARE
    place text := CASE WHEN schema_name = '' THEN quote_ident(table_name) ELSE format('%I.%I', schema_name, table_name) END;
BEGIN
    EXECUTE format('DROP TABLE %s', place);
    RETURN format('%s dropped', place);
END $$;

CREATE OR REPLACE FUNCTION dropgeometrytable(schema_name character varying, table_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$ BEGIN RETURN DropGeometryTable('', schema_name, table_name); END $$;

CREATE OR REPLACE FUNCTION dropgeometrytable(table_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$ BEGIN RETURN DropGeometryTable('', '', table_name); END $$;
