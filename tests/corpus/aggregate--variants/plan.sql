-- What differs: +aggregate, -aggregate, aggregate.combine, aggregate.deserial, aggregate.moving_final, aggregate.moving_inverse, aggregate.moving_state, aggregate.moving_transition, aggregate.parallel, aggregate.serial

-- ===== up =====
CREATE OR REPLACE AGGREGATE public.average(bigint) (SFUNC = pg_catalog.int8_avg_accum, STYPE = internal, FINALFUNC = pg_catalog.numeric_poly_avg, COMBINEFUNC = pg_catalog.int8_avg_combine, SERIALFUNC = pg_catalog.int8_avg_serialize, DESERIALFUNC = pg_catalog.int8_avg_deserialize, MSFUNC = pg_catalog.int8_avg_accum, MINVFUNC = pg_catalog.int8_avg_accum_inv, MSTYPE = internal, MFINALFUNC = pg_catalog.numeric_poly_avg, PARALLEL = SAFE);
CREATE AGGREGATE public.place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = pg_catalog.ordered_set_transition_multi, STYPE = internal, FINALFUNC = pg_catalog.rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
DROP AGGREGATE public.middle(double precision ORDER BY anyelement);

-- ===== down =====
CREATE OR REPLACE AGGREGATE public.average(bigint) (SFUNC = pg_catalog.int8_avg_accum, STYPE = internal, FINALFUNC = pg_catalog.numeric_poly_avg);
CREATE AGGREGATE public.middle(double precision ORDER BY anyelement) (SFUNC = pg_catalog.ordered_set_transition, STYPE = internal, FINALFUNC = pg_catalog.percentile_disc_final, FINALFUNC_EXTRA);
DROP AGGREGATE public.place(VARIADIC "any" ORDER BY VARIADIC "any");
