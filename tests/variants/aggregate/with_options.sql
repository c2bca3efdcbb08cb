CREATE FUNCTION app.plus(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a + b$$;
CREATE AGGREGATE app.total(integer) (sfunc = app.plus, stype = integer, initcond = '0', parallel = safe, combinefunc = app.plus);
COMMENT ON AGGREGATE app.total(integer) IS 'sum';
CREATE VIEW app.totals AS SELECT app.total(x) AS t FROM generate_series(1, 3) x;
