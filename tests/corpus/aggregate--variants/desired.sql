-- Ordered-set and hypothetical-set aggregates, and serialised states.
CREATE AGGREGATE place(VARIADIC "any" ORDER BY VARIADIC "any") (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra, hypothetical);
CREATE AGGREGATE average(bigint) (sfunc = int8_avg_accum, stype = internal, finalfunc = numeric_poly_avg, combinefunc = int8_avg_combine, serialfunc = int8_avg_serialize, deserialfunc = int8_avg_deserialize, parallel = safe, msfunc = int8_avg_accum, minvfunc = int8_avg_accum_inv, mstype = internal, mfinalfunc = numeric_poly_avg);
