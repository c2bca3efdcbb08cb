-- What differs: aggregate.combine, aggregate.deserial, aggregate.final, aggregate.final_modify, aggregate.initial_value, aggregate.moving_final, aggregate.moving_final_modify, aggregate.moving_initial_value, aggregate.moving_inverse, aggregate.moving_state_size, aggregate.moving_transition, aggregate.parallel, aggregate.serial, aggregate.sort_operator, aggregate.state_size, aggregate.transition

-- ===== up =====
CREATE OR REPLACE AGGREGATE public.combine(integer) (SFUNC = public.plus, STYPE = integer, COMBINEFUNC = public.times);
CREATE OR REPLACE AGGREGATE public.deserial(bigint) (SFUNC = pg_catalog.int8_avg_accum, STYPE = internal, FINALFUNC = pg_catalog.numeric_poly_avg, COMBINEFUNC = pg_catalog.int8_avg_combine, SERIALFUNC = pg_catalog.int8_avg_serialize, DESERIALFUNC = public.my_deserialize, PARALLEL = SAFE);
CREATE OR REPLACE AGGREGATE public.final(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.two);
CREATE OR REPLACE AGGREGATE public.final_modify(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.one, FINALFUNC_MODIFY = SHAREABLE);
CREATE OR REPLACE AGGREGATE public.initial(integer) (SFUNC = public.plus, STYPE = integer, INITCOND = '2');
CREATE OR REPLACE AGGREGATE public.inverse(integer) (SFUNC = public.plus, STYPE = integer, MSFUNC = public.plus, MINVFUNC = public.times, MSTYPE = integer);
CREATE OR REPLACE AGGREGATE public.moves(integer) (SFUNC = public.plus, STYPE = integer, MSFUNC = public.times, MINVFUNC = public.minus, MSTYPE = integer);
CREATE OR REPLACE AGGREGATE public.moving_final(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.one, MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer, MFINALFUNC = public.two);
CREATE OR REPLACE AGGREGATE public.moving_initial(integer) (SFUNC = public.plus, STYPE = integer, MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer, MINITCOND = '2');
CREATE OR REPLACE AGGREGATE public.moving_modify(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.one, MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer, MFINALFUNC = public.one, MFINALFUNC_MODIFY = SHAREABLE);
CREATE OR REPLACE AGGREGATE public.moving_size(integer) (SFUNC = public.plus, STYPE = integer, MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer, MSSPACE = 16);
CREATE OR REPLACE AGGREGATE public.parallel(integer) (SFUNC = public.plus, STYPE = integer, PARALLEL = RESTRICTED);
CREATE OR REPLACE AGGREGATE public.serial(bigint) (SFUNC = pg_catalog.int8_avg_accum, STYPE = internal, FINALFUNC = pg_catalog.numeric_poly_avg, COMBINEFUNC = pg_catalog.int8_avg_combine, SERIALFUNC = public.my_serialize, DESERIALFUNC = pg_catalog.int8_avg_deserialize, PARALLEL = SAFE);
CREATE OR REPLACE AGGREGATE public.size(integer) (SFUNC = public.plus, STYPE = integer, SSPACE = 16);
CREATE OR REPLACE AGGREGATE public.sorts(integer) (SFUNC = public.plus, STYPE = integer, SORTOP = OPERATOR(pg_catalog.>));
CREATE OR REPLACE AGGREGATE public.transition(integer) (SFUNC = public.times, STYPE = integer);

-- ===== down =====
CREATE OR REPLACE AGGREGATE public.combine(integer) (SFUNC = public.plus, STYPE = integer, COMBINEFUNC = public.plus);
CREATE OR REPLACE AGGREGATE public.deserial(bigint) (SFUNC = pg_catalog.int8_avg_accum, STYPE = internal, FINALFUNC = pg_catalog.numeric_poly_avg, COMBINEFUNC = pg_catalog.int8_avg_combine, SERIALFUNC = pg_catalog.int8_avg_serialize, DESERIALFUNC = pg_catalog.int8_avg_deserialize, PARALLEL = SAFE);
CREATE OR REPLACE AGGREGATE public.final(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.one);
CREATE OR REPLACE AGGREGATE public.final_modify(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.one);
CREATE OR REPLACE AGGREGATE public.initial(integer) (SFUNC = public.plus, STYPE = integer, INITCOND = '1');
CREATE OR REPLACE AGGREGATE public.inverse(integer) (SFUNC = public.plus, STYPE = integer, MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer);
CREATE OR REPLACE AGGREGATE public.moves(integer) (SFUNC = public.plus, STYPE = integer, MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer);
CREATE OR REPLACE AGGREGATE public.moving_final(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.one, MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer, MFINALFUNC = public.one);
CREATE OR REPLACE AGGREGATE public.moving_initial(integer) (SFUNC = public.plus, STYPE = integer, MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer, MINITCOND = '1');
CREATE OR REPLACE AGGREGATE public.moving_modify(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.one, MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer, MFINALFUNC = public.one);
CREATE OR REPLACE AGGREGATE public.moving_size(integer) (SFUNC = public.plus, STYPE = integer, MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer, MSSPACE = 8);
CREATE OR REPLACE AGGREGATE public.parallel(integer) (SFUNC = public.plus, STYPE = integer, PARALLEL = SAFE);
CREATE OR REPLACE AGGREGATE public.serial(bigint) (SFUNC = pg_catalog.int8_avg_accum, STYPE = internal, FINALFUNC = pg_catalog.numeric_poly_avg, COMBINEFUNC = pg_catalog.int8_avg_combine, SERIALFUNC = pg_catalog.int8_avg_serialize, DESERIALFUNC = pg_catalog.int8_avg_deserialize, PARALLEL = SAFE);
CREATE OR REPLACE AGGREGATE public.size(integer) (SFUNC = public.plus, STYPE = integer, SSPACE = 8);
CREATE OR REPLACE AGGREGATE public.sorts(integer) (SFUNC = public.plus, STYPE = integer, SORTOP = OPERATOR(pg_catalog.<));
CREATE OR REPLACE AGGREGATE public.transition(integer) (SFUNC = public.plus, STYPE = integer);
