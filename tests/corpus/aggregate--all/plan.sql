-- What differs: +aggregate, -aggregate, aggregate.combine, aggregate.comment, aggregate.final, aggregate.final_extra, aggregate.final_modify, aggregate.initial_value, aggregate.moving_final, aggregate.moving_final_modify, aggregate.moving_initial_value, aggregate.moving_inverse, aggregate.moving_state, aggregate.moving_state_size, aggregate.moving_transition, aggregate.parallel, aggregate.result, aggregate.sort_operator, aggregate.state_size, view.columns

-- ===== up =====
CREATE AGGREGATE public.counted(*) (SFUNC = pg_catalog.int8inc, STYPE = bigint, INITCOND = '0');
ALTER AGGREGATE public.counted(*) OWNER TO writer;
COMMENT ON AGGREGATE public.counted(*) IS 'all';
CREATE OR REPLACE AGGREGATE public.extra(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.done_extra, FINALFUNC_EXTRA);
CREATE OR REPLACE AGGREGATE public.moving(integer) (SFUNC = public.plus, STYPE = integer, INITCOND = '0', MSFUNC = public.plus, MINVFUNC = public.minus, MSTYPE = integer, MSSPACE = 16, MFINALFUNC = public.done, MFINALFUNC_MODIFY = READ_WRITE, MINITCOND = '0');
CREATE OR REPLACE AGGREGATE public.total(integer) (SFUNC = public.plus, STYPE = integer, SSPACE = 64, FINALFUNC = public.done, INITCOND = '0', COMBINEFUNC = public.plus, SORTOP = OPERATOR(pg_catalog.>), PARALLEL = SAFE);
COMMENT ON AGGREGATE public.total(integer) IS 'total';
DROP VIEW public.uses;
DROP AGGREGATE public.gone(integer);
DROP AGGREGATE public.kind(integer);
CREATE AGGREGATE public.kind(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.to_text, FINALFUNC_EXTRA, INITCOND = '0');
GRANT EXECUTE ON FUNCTION public.kind(integer) TO reader;

CREATE VIEW public.uses AS
 SELECT public.kind(x) AS k
   FROM ( VALUES (1)) v(x);

-- ===== down =====
CREATE OR REPLACE AGGREGATE public.extra(integer) (SFUNC = public.plus, STYPE = integer, FINALFUNC = public.done, FINALFUNC_MODIFY = SHAREABLE);
CREATE AGGREGATE public.gone(integer) (SFUNC = public.plus, STYPE = integer);
CREATE OR REPLACE AGGREGATE public.moving(integer) (SFUNC = public.plus, STYPE = integer, INITCOND = '0');
CREATE OR REPLACE AGGREGATE public.total(integer) (SFUNC = public.plus, STYPE = integer);
COMMENT ON AGGREGATE public.total(integer) IS 'sum';
DROP VIEW public.uses;
DROP AGGREGATE public.counted(*);
DROP AGGREGATE public.kind(integer);
CREATE AGGREGATE public.kind(integer) (SFUNC = public.plus, STYPE = integer, INITCOND = '0');
GRANT EXECUTE ON FUNCTION public.kind(integer) TO reader;

CREATE VIEW public.uses AS
 SELECT public.kind(x) AS k
   FROM ( VALUES (1)) v(x);
