-- What differs: cast.context, cast.function, collation.lc_collate, collation.lc_ctype, conversion.default, conversion.function, operator.commutator, operator.hashes, operator.merges, operator.negator, operator.restrict, operator_class.default, operator_class.functions, operator_class.operators, operator_family.functions, operator_family.operators

-- ===== up =====
DROP COLLATION public.x;
CREATE COLLATION public.x (LC_COLLATE = 'POSIX', LC_CTYPE = 'C');
DROP COLLATION public.y;
CREATE COLLATION public.y (LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
ALTER OPERATOR public.<># (public.n, public.n) SET (NEGATOR = OPERATOR(public.=#####));
ALTER OPERATOR public.=# (public.n, public.n) SET (COMMUTATOR = OPERATOR(public.=#));
ALTER OPERATOR public.=## (public.n, public.n) SET (HASHES);
ALTER OPERATOR public.=### (public.n, public.n) SET (MERGES);
ALTER OPERATOR public.=#### (public.n, public.n) SET (RESTRICT = pg_catalog.eqsel);
ALTER OPERATOR public.=##### (public.n, public.n) SET (NEGATOR = OPERATOR(public.<>#));
ALTER OPERATOR FAMILY public.f_f USING btree ADD FUNCTION 1 (public.n, public.n) public.n_cmp(public.n, public.n);
ALTER OPERATOR FAMILY public.f_o USING btree ADD OPERATOR 3 public.=# (public.n, public.n);
DROP CAST (public.a AS public.n);
CREATE CAST (public.a AS public.n) WITH FUNCTION public.a_to_n2(public.a);
DROP CAST (public.n AS public.a);
CREATE CAST (public.n AS public.a) WITH INOUT AS ASSIGNMENT;
DROP CONVERSION public.v_d;
CREATE DEFAULT CONVERSION public.v_d FOR 'LATIN1' TO 'UTF8' FROM pg_catalog.iso8859_1_to_utf8;
DROP CONVERSION public.v_f;
CREATE CONVERSION public.v_f FOR 'LATIN1' TO 'UTF8' FROM public.conv;
DROP OPERATOR CLASS public.c_d USING btree;

CREATE OPERATOR CLASS public.c_d DEFAULT FOR TYPE public.n USING btree AS
    OPERATOR 1 public.<# (public.n, public.n),
    FUNCTION 1 (public.n, public.n) public.n_cmp(public.n, public.n);

DROP OPERATOR CLASS public.c_f USING btree;

CREATE OPERATOR CLASS public.c_f FOR TYPE public.n USING btree AS
    OPERATOR 1 public.<# (public.n, public.n),
    FUNCTION 1 (public.n, public.n) public.n_cmp2(public.n, public.n);

DROP OPERATOR CLASS public.c_o USING btree;

CREATE OPERATOR CLASS public.c_o FOR TYPE public.n USING btree AS
    OPERATOR 1 public.<# (public.n, public.n),
    OPERATOR 3 public.=# (public.n, public.n),
    FUNCTION 1 (public.n, public.n) public.n_cmp(public.n, public.n);

-- ===== down =====
DROP COLLATION public.x;
CREATE COLLATION public.x (LOCALE = 'C');
DROP COLLATION public.y;
CREATE COLLATION public.y (LOCALE = 'C');
ALTER OPERATOR public.=#### (public.n, public.n) SET (RESTRICT = NONE);
ALTER OPERATOR FAMILY public.f_f USING btree DROP FUNCTION 1 (public.n, public.n);
ALTER OPERATOR FAMILY public.f_o USING btree DROP OPERATOR 3 (public.n, public.n);
DROP CAST (public.a AS public.n);
CREATE CAST (public.a AS public.n) WITH FUNCTION public.a_to_n(public.a);
DROP CAST (public.n AS public.a);
CREATE CAST (public.n AS public.a) WITH INOUT;
DROP CONVERSION public.v_d;
CREATE CONVERSION public.v_d FOR 'LATIN1' TO 'UTF8' FROM pg_catalog.iso8859_1_to_utf8;
DROP CONVERSION public.v_f;
CREATE CONVERSION public.v_f FOR 'LATIN1' TO 'UTF8' FROM pg_catalog.iso8859_1_to_utf8;
DROP OPERATOR CLASS public.c_d USING btree;

CREATE OPERATOR CLASS public.c_d FOR TYPE public.n USING btree AS
    OPERATOR 1 public.<# (public.n, public.n),
    FUNCTION 1 (public.n, public.n) public.n_cmp(public.n, public.n);

DROP OPERATOR CLASS public.c_f USING btree;

CREATE OPERATOR CLASS public.c_f FOR TYPE public.n USING btree AS
    OPERATOR 1 public.<# (public.n, public.n),
    FUNCTION 1 (public.n, public.n) public.n_cmp(public.n, public.n);

DROP OPERATOR CLASS public.c_o USING btree;

CREATE OPERATOR CLASS public.c_o FOR TYPE public.n USING btree AS
    OPERATOR 1 public.<# (public.n, public.n),
    FUNCTION 1 (public.n, public.n) public.n_cmp(public.n, public.n);

DROP OPERATOR public.<># (public.n, public.n);
CREATE OPERATOR public.<># (FUNCTION = public.n_ne, LEFTARG = public.n, RIGHTARG = public.n);
DROP OPERATOR public.=# (public.n, public.n);
CREATE OPERATOR public.=# (FUNCTION = public.n_eq, LEFTARG = public.n, RIGHTARG = public.n);
DROP OPERATOR public.=## (public.n, public.n);
CREATE OPERATOR public.=## (FUNCTION = public.n_eq, LEFTARG = public.n, RIGHTARG = public.n, COMMUTATOR = OPERATOR(public.=##), RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel);
DROP OPERATOR public.=### (public.n, public.n);
CREATE OPERATOR public.=### (FUNCTION = public.n_eq, LEFTARG = public.n, RIGHTARG = public.n, COMMUTATOR = OPERATOR(public.=###), RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel);
DROP OPERATOR public.=##### (public.n, public.n);
CREATE OPERATOR public.=##### (FUNCTION = public.n_eq, LEFTARG = public.n, RIGHTARG = public.n);
