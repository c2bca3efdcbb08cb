CREATE AGGREGATE middle(float8 ORDER BY anyelement) (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra, finalfunc_modify = read_write);
CREATE AGGREGATE average(bigint) (sfunc = int8_avg_accum, stype = internal, finalfunc = numeric_poly_avg);
