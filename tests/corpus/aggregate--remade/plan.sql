-- What differs: aggregate.arguments, aggregate.final, aggregate.identity_arguments, aggregate.initial_value, aggregate.moving_final, aggregate.moving_final_extra, aggregate.state, aggregate.transition

-- ===== up =====
CREATE OR REPLACE AGGREGATE public.moves(integer) (SFUNC = public.plus, STYPE = integer, MSFUNC = public.plus, MINVFUNC = public.plus, MSTYPE = integer);
CREATE OR REPLACE AGGREGATE public.states(integer) (SFUNC = public.step, STYPE = bigint, INITCOND = '1');
CREATE OR REPLACE AGGREGATE public.steps(integer) (SFUNC = public.times, STYPE = integer);
DROP AGGREGATE public.named(a integer);
CREATE AGGREGATE public.named(b integer) (SFUNC = public.plus, STYPE = integer);
COMMENT ON AGGREGATE public.named(b integer) IS 'said';

-- ===== down =====
CREATE OR REPLACE AGGREGATE public.moves(integer) (SFUNC = public.plus, STYPE = integer, MSFUNC = public.plus, MINVFUNC = public.plus, MSTYPE = integer, MFINALFUNC = public.final_extra, MFINALFUNC_EXTRA);
CREATE OR REPLACE AGGREGATE public.states(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.final);
CREATE OR REPLACE AGGREGATE public.steps(integer) (SFUNC = public.plus, STYPE = integer);
DROP AGGREGATE public.named(b integer);
CREATE AGGREGATE public.named(a integer) (SFUNC = public.plus, STYPE = integer);
COMMENT ON AGGREGATE public.named(a integer) IS 'said';
