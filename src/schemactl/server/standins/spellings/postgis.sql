-- Ours, at the end of a stand-in for PostGIS: what makes and drops columns does so, and well-known text becomes what
-- PostGIS makes of it, so that constants in views and defaults read alike. What is no such text stays as it is.
CREATE OR REPLACE FUNCTION ewkb_number(value double precision) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT pg_catalog.string_agg(pg_catalog.substr(h, i, 2), '' ORDER BY i DESC)
    FROM pg_catalog.upper(pg_catalog.encode(pg_catalog.float8send($1), 'hex')) h, pg_catalog.generate_series(1, 15, 2) i $$;

CREATE OR REPLACE FUNCTION ewkb_count(value bigint) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT pg_catalog.string_agg(pg_catalog.substr(h, i, 2), '' ORDER BY i DESC)
    FROM pg_catalog.upper(pg_catalog.lpad(pg_catalog.to_hex($1), 8, '0')) h, pg_catalog.generate_series(1, 7, 2) i $$;

-- The geometry whose words begin at `place`: its type, unless that is `kind`, and its coordinates; hex is NULL for what is none.
CREATE OR REPLACE FUNCTION ewkb_geometry(words text[], INOUT place integer, kind integer, dimensions text, reference integer, OUT hex text)
    LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT AS $$
DECLARE
    kinds CONSTANT text[] := '{POINT,LINESTRING,POLYGON,MULTIPOINT,MULTILINESTRING,MULTIPOLYGON,GEOMETRYCOLLECTION,CIRCULARSTRING,'
        'COMPOUNDCURVE,CURVEPOLYGON,MULTICURVE,MULTISURFACE,-,-,POLYHEDRALSURFACE,TIN,TRIANGLE}';
    parts CONSTANT integer[] := '{0,0,0,1,2,3,0,0,2,2,2,3,0,0,3,17,0}';
    numbers integer := 0;
    found integer := 0;
    inside text := '';
    part text;
BEGIN
    IF words[place] ~ '^[A-Z]' AND words[place] <> 'EMPTY' THEN
        kind := array_position(kinds, regexp_replace(words[place], '(ZM|Z|M)$', ''));
        dimensions := substr(words[place], length(kinds[kind]) + 1);
        place := place + 1;
        IF words[place] IN ('Z', 'M', 'ZM') THEN
            dimensions := words[place];
            place := place + 1;
        END IF;
    END IF;
    IF kind IS NULL OR kind = 0 OR words[place] IS NULL THEN
        RETURN;
    END IF;
    IF dimensions = '' THEN
        FOR i IN place .. array_length(words, 1) LOOP
            EXIT WHEN numbers > 0 AND words[i] !~ '[0-9]';
            numbers := numbers + (words[i] ~ '[0-9]')::integer;
        END LOOP;
        dimensions := CASE numbers WHEN 3 THEN 'Z' WHEN 4 THEN 'ZM' ELSE '' END;
    END IF;
    hex := '01' || ewkb_count(kind + CASE WHEN dimensions LIKE 'Z%' THEN 2147483648 ELSE 0 END
        + CASE WHEN dimensions LIKE '%M' THEN 1073741824 ELSE 0 END + CASE WHEN reference > 0 THEN 536870912 ELSE 0 END);
    hex := hex || CASE WHEN reference > 0 THEN ewkb_count(reference) ELSE '' END;
    IF words[place] = 'EMPTY' THEN
        place := place + 1;
        hex := hex || CASE WHEN kind = 1 THEN repeat('000000000000F87F', 2 + length(dimensions)) ELSE ewkb_count(0) END;
        RETURN;
    END IF;
    IF kind IN (1, 2, 8) THEN
        SELECT c.place, c.hex INTO place, part FROM ewkb_coordinates(words, place, 2 + length(dimensions), kind <> 1) c;
        hex := hex || part;
        RETURN;
    END IF;
    IF words[place] <> '(' AND kind <> 1 THEN
        hex := NULL;
        RETURN;
    END IF;
    LOOP
        IF kind IN (3, 17) THEN
            SELECT c.place, c.hex INTO place, part FROM ewkb_coordinates(words, place + 1, 2 + length(dimensions), true) c;
        ELSIF kind = 4 AND words[place + 1] ~ '[0-9]' THEN  -- a point without parentheses
            SELECT c.hex INTO part
            FROM ewkb_coordinates(ARRAY['('] || words[place + 1:place + 2 + length(dimensions)] || ARRAY[')'], 1, 2 + length(dimensions), false) c;
            part := '01' || ewkb_count(1 + CASE WHEN dimensions LIKE 'Z%' THEN 2147483648 ELSE 0 END
                + CASE WHEN dimensions LIKE '%M' THEN 1073741824 ELSE 0 END) || part;
            place := place + 3 + length(dimensions);
        ELSE
            SELECT c.place, c.hex INTO place, part FROM ewkb_geometry(words, place + 1, parts[kind], dimensions, 0) c;
        END IF;
        inside := inside || part;
        found := found + 1;
        EXIT WHEN part IS NULL OR words[place] IS DISTINCT FROM ',';
    END LOOP;
    hex := hex || ewkb_count(found) || inside;
    IF words[place] IS DISTINCT FROM ')' THEN
        hex := NULL;
    END IF;
    place := place + 1;
END $$;

-- `(1 2, 3 4)`: the numbers of one point, or of several with their count.
CREATE OR REPLACE FUNCTION ewkb_coordinates(words text[], INOUT place integer, width integer, counted boolean, OUT hex text)
    LANGUAGE plpgsql IMMUTABLE SET search_path FROM CURRENT AS $$
DECLARE
    found integer := 0;
    numbers text := '';
BEGIN
    IF words[place] IS DISTINCT FROM '(' THEN
        RETURN;
    END IF;
    LOOP
        FOR i IN place + 1 .. place + width LOOP
            IF words[i] IS NULL OR words[i] !~ '[0-9]' THEN
                RETURN;
            END IF;
            numbers := numbers || ewkb_number(words[i]::double precision);
        END LOOP;
        place := place + width + 1;
        found := found + 1;
        EXIT WHEN words[place] IS DISTINCT FROM ',';
    END LOOP;
    IF words[place] IS NOT DISTINCT FROM ')' AND (counted OR found = 1) THEN
        hex := CASE WHEN counted THEN ewkb_count(found) ELSE '' END || numbers;
    END IF;
    place := place + 1;
END $$;

CREATE OR REPLACE FUNCTION ewkb(written text, reference integer) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT SET search_path FROM CURRENT AS $$
DECLARE
    words text[];
    begins integer := 1;
    made record;
BEGIN
    IF written ~ '^0[01][0-9A-Fa-f]{8,}$' THEN
        RETURN upper(written);
    END IF;
    SELECT array_agg(m[1]) INTO words
    FROM regexp_matches(upper(written), '[A-Z]+|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:E[-+]?[0-9]+)?|[(),;=]', 'g') m;
    IF array_to_string(words, '') IS DISTINCT FROM regexp_replace(upper(written), '\s', '', 'g') THEN
        RETURN written;
    END IF;
    IF words[1] = 'SRID' AND words[2] = '=' AND words[4] = ';' THEN
        reference := words[3]::integer;
        begins := 5;
    END IF;
    IF words[begins] !~ '^[A-Z]' THEN
        RETURN written;
    END IF;
    made := ewkb_geometry(words, begins, 0, '', reference);
    RETURN CASE WHEN made.place = array_length(words, 1) + 1 THEN COALESCE(made.hex, written) ELSE written END;
END $$;

CREATE OR REPLACE FUNCTION ewkb_as_geometry(text) RETURNS geometry LANGUAGE internal IMMUTABLE STRICT AS 'int8up';
CREATE OR REPLACE FUNCTION ewkb_as_geography(text) RETURNS geography LANGUAGE internal IMMUTABLE STRICT AS 'int8up';

-- Functions that take cstring can only be in C, or be said to be afterwards.
UPDATE pg_catalog.pg_proc p
SET prolang = (SELECT l.oid FROM pg_catalog.pg_language l WHERE l.lanname = 'sql'),
    prosrc = pg_catalog.format('SELECT %1$I.ewkb_as_%2$s(%1$I.ewkb($1::pg_catalog.text, %3$s))', pg_catalog.current_schema(), t.typname,
        CASE t.typname WHEN 'geography' THEN 4326 ELSE 0 END)
FROM pg_catalog.pg_type t
WHERE t.typinput = p.oid AND t.oid IN ('geometry'::pg_catalog.regtype, 'geography'::pg_catalog.regtype);

DROP FUNCTION IF EXISTS addgeometrycolumn(character varying, character varying, character varying, character varying, integer, character varying, integer, boolean);
CREATE FUNCTION addgeometrycolumn(catalog_name character varying, schema_name character varying, table_name character varying, column_name character varying, new_srid_in integer, new_type character varying, new_dim integer, use_typmod boolean DEFAULT true) RETURNS text
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

DROP FUNCTION IF EXISTS addgeometrycolumn(character varying, character varying, character varying, integer, character varying, integer, boolean);
CREATE FUNCTION addgeometrycolumn(schema_name character varying, table_name character varying, column_name character varying, new_srid integer, new_type character varying, new_dim integer, use_typmod boolean DEFAULT true) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$
BEGIN
    RETURN AddGeometryColumn('', schema_name, table_name, column_name, new_srid, new_type, new_dim, use_typmod);
END $$;

DROP FUNCTION IF EXISTS addgeometrycolumn(character varying, character varying, integer, character varying, integer, boolean);
CREATE FUNCTION addgeometrycolumn(table_name character varying, column_name character varying, new_srid integer, new_type character varying, new_dim integer, use_typmod boolean DEFAULT true) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$
BEGIN
    RETURN AddGeometryColumn('', '', table_name, column_name, new_srid, new_type, new_dim, use_typmod);
END $$;

DROP FUNCTION IF EXISTS dropgeometrycolumn(character varying, character varying, character varying, character varying);
CREATE FUNCTION dropgeometrycolumn(catalog_name character varying, schema_name character varying, table_name character varying, column_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$
DECLARE
    place text := CASE WHEN schema_name = '' THEN quote_ident(table_name) ELSE format('%I.%I', schema_name, table_name) END;
BEGIN
    EXECUTE format('ALTER TABLE %s DROP COLUMN %I', place, column_name);
    RETURN format('%s.%s removed', place, column_name);
END $$;

DROP FUNCTION IF EXISTS dropgeometrycolumn(character varying, character varying, character varying);
CREATE FUNCTION dropgeometrycolumn(schema_name character varying, table_name character varying, column_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$ BEGIN RETURN DropGeometryColumn('', schema_name, table_name, column_name); END $$;

DROP FUNCTION IF EXISTS dropgeometrycolumn(character varying, character varying);
CREATE FUNCTION dropgeometrycolumn(table_name character varying, column_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$ BEGIN RETURN DropGeometryColumn('', '', table_name, column_name); END $$;

DROP FUNCTION IF EXISTS dropgeometrytable(character varying, character varying, character varying);
CREATE FUNCTION dropgeometrytable(catalog_name character varying, schema_name character varying, table_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$
DECLARE
    place text := CASE WHEN schema_name = '' THEN quote_ident(table_name) ELSE format('%I.%I', schema_name, table_name) END;
BEGIN
    EXECUTE format('DROP TABLE %s', place);
    RETURN format('%s dropped', place);
END $$;

DROP FUNCTION IF EXISTS dropgeometrytable(character varying, character varying);
CREATE FUNCTION dropgeometrytable(schema_name character varying, table_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$ BEGIN RETURN DropGeometryTable('', schema_name, table_name); END $$;

DROP FUNCTION IF EXISTS dropgeometrytable(character varying);
CREATE FUNCTION dropgeometrytable(table_name character varying) RETURNS text
    LANGUAGE plpgsql VOLATILE STRICT AS $$ BEGIN RETURN DropGeometryTable('', '', table_name); END $$;
