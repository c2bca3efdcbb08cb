-- Every parameter of an aggregate.
CREATE FUNCTION plus(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a + b$$;
CREATE FUNCTION minus(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a - b$$;
CREATE FUNCTION done(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a$$;
CREATE FUNCTION done_extra(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a$$;
CREATE FUNCTION to_text(a integer, b integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT a::text$$;
CREATE AGGREGATE total(integer) (sfunc = plus, stype = integer, sspace = 64, initcond = '0', combinefunc = plus, finalfunc = done, parallel = safe, sortop = >);
COMMENT ON AGGREGATE total(integer) IS 'total';
CREATE AGGREGATE kind(integer) (sfunc = plus, stype = integer, initcond = '0', finalfunc = to_text, finalfunc_extra);
CREATE AGGREGATE moving(integer) (sfunc = plus, stype = integer, initcond = '0', msfunc = plus, minvfunc = minus, mstype = integer, msspace = 16, mfinalfunc = done, mfinalfunc_modify = read_write, minitcond = '0');
CREATE AGGREGATE extra(integer) (sfunc = plus, stype = integer, finalfunc = done_extra, finalfunc_extra);
CREATE VIEW uses AS SELECT kind(x) AS k FROM (VALUES (1)) v(x);
GRANT EXECUTE ON FUNCTION kind(integer) TO reader;
CREATE AGGREGATE counted(*) (sfunc = int8inc, stype = bigint, initcond = '0');
COMMENT ON AGGREGATE counted(*) IS 'all';
ALTER AGGREGATE counted(*) OWNER TO writer;
