-- What CREATE OR REPLACE cannot reach: variant, names of arguments; and the functions of an aggregate.
CREATE FUNCTION plus(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a + b$$;
CREATE FUNCTION times(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a * b$$;
CREATE FUNCTION step(a bigint, b integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$SELECT a * b$$;
CREATE FUNCTION final(a integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$SELECT a$$;
CREATE FUNCTION final_extra(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a$$;
CREATE AGGREGATE named(b integer) (sfunc = plus, stype = integer);
COMMENT ON AGGREGATE named(integer) IS 'said';
CREATE AGGREGATE steps(integer) (sfunc = times, stype = integer);
CREATE AGGREGATE states(integer) (sfunc = step, stype = bigint, initcond = '1');
CREATE AGGREGATE moves(integer) (sfunc = plus, stype = integer, msfunc = plus, minvfunc = plus, mstype = integer);
