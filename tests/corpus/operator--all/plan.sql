-- What differs: +operator, -operator, operator.comment, operator.commutator, operator.function, operator.hashes, operator.join, operator.merges, operator.negator, operator.restrict

-- ===== up =====
CREATE OPERATOR public.!== (FUNCTION = public.n_ne, LEFTARG = public.n, RIGHTARG = public.n, COMMUTATOR = OPERATOR(public.!==), NEGATOR = OPERATOR(public.===), RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel);
ALTER OPERATOR public.!== (public.n, public.n) OWNER TO writer;
ALTER OPERATOR public.=== (public.n, public.n) SET (RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, COMMUTATOR = OPERATOR(public.===), HASHES, MERGES);
COMMENT ON OPERATOR public.=== (public.n, public.n) IS 'equal';
ALTER OPERATOR public.|=| (public.n, public.n) SET (JOIN = pg_catalog.eqjoinsel);
DROP VIEW public.uses;
DROP OPERATOR public.!! (NONE, public.n);
DROP OPERATOR public.~~~ (public.n, public.n);
CREATE OPERATOR public.~~~ (FUNCTION = public.n_eq2, LEFTARG = public.n, RIGHTARG = public.n, RESTRICT = pg_catalog.eqsel);

CREATE VIEW public.uses AS
 SELECT (ROW(1)::public.n OPERATOR(public.~~~) ROW(1)::public.n) AS b;

-- ===== down =====
CREATE OPERATOR public.!! (FUNCTION = public.n_neg, RIGHTARG = public.n);
ALTER OPERATOR public.|=| (public.n, public.n) SET (JOIN = NONE);
DROP VIEW public.uses;
DROP OPERATOR public.!== (public.n, public.n);
DROP OPERATOR public.=== (public.n, public.n);
CREATE OPERATOR public.=== (FUNCTION = public.n_eq, LEFTARG = public.n, RIGHTARG = public.n);
COMMENT ON OPERATOR public.=== (public.n, public.n) IS 'the same';
DROP OPERATOR public.~~~ (public.n, public.n);
CREATE OPERATOR public.~~~ (FUNCTION = public.n_eq, LEFTARG = public.n, RIGHTARG = public.n, RESTRICT = pg_catalog.eqsel);

CREATE VIEW public.uses AS
 SELECT (ROW(1)::public.n OPERATOR(public.~~~) ROW(1)::public.n) AS b;
