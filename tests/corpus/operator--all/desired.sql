-- Operators with their commutators, negators and estimators.
CREATE TYPE n AS (x integer);
CREATE FUNCTION n_eq(n, n) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x = ($2).x$$;
CREATE FUNCTION n_eq2(n, n) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x = ($2).x$$;
CREATE FUNCTION n_ne(n, n) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x <> ($2).x$$;
CREATE FUNCTION n_neg(n) RETURNS n LANGUAGE sql IMMUTABLE AS $$SELECT ROW(-($1).x)::n$$;
CREATE OPERATOR === (FUNCTION = n_eq, LEFTARG = n, RIGHTARG = n, COMMUTATOR = ===, NEGATOR = !==, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR !== (FUNCTION = n_ne, LEFTARG = n, RIGHTARG = n, COMMUTATOR = !==, NEGATOR = ===, RESTRICT = neqsel, JOIN = neqjoinsel);
COMMENT ON OPERATOR === (n, n) IS 'equal';
ALTER OPERATOR !== (n, n) OWNER TO writer;
CREATE OPERATOR ~~~ (FUNCTION = n_eq2, LEFTARG = n, RIGHTARG = n, RESTRICT = eqsel);
CREATE OPERATOR |=| (FUNCTION = n_eq, LEFTARG = n, RIGHTARG = n, JOIN = eqjoinsel);
CREATE VIEW uses AS SELECT ROW(1)::n ~~~ ROW(1)::n AS b;
