CREATE AGGREGATE app.total(bigint) (sfunc = int8_avg_accum, stype = internal, finalfunc = numeric_poly_avg);
REVOKE ALL ON FUNCTION app.total(bigint) FROM PUBLIC;
