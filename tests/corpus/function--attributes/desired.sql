-- Every attribute is reached by CREATE OR REPLACE.
CREATE TABLE t (id integer PRIMARY KEY);
CREATE FUNCTION f(a integer, b text DEFAULT 'x') RETURNS integer LANGUAGE sql STABLE AS $$SELECT 2$$;
COMMENT ON FUNCTION f IS 'eff';
CREATE FUNCTION g(a integer) RETURNS integer LANGUAGE plpgsql COST 50 SET work_mem TO '2MB' AS $body$BEGIN RETURN a + 1; /* $$ */ END$body$;
CREATE FUNCTION h() RETURNS SETOF t LANGUAGE sql ROWS 500 AS $$SELECT id FROM t$$;
CREATE FUNCTION parsed(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a + 1$$;
CREATE FUNCTION made(VARIADIC a integer[], OUT x integer, OUT y text) LANGUAGE sql BEGIN ATOMIC SELECT 1 AS x, 'y'::text AS y; END;
COMMENT ON FUNCTION made(integer[]) IS 'made';
REVOKE EXECUTE ON FUNCTION made(integer[]) FROM PUBLIC;
CREATE FUNCTION same() RETURNS void LANGUAGE sql AS $$$$;
ALTER FUNCTION same() OWNER TO writer;
