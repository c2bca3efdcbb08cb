-- What differs: +operator_class, +operator_family, -operator_class, -operator_family, index.definition, operator_class.default, operator_class.functions, operator_family.comment, operator_family.functions, operator_family.operators

-- ===== up =====
COMMENT ON OPERATOR FAMILY public.fam USING btree IS 'fam';
CREATE OPERATOR FAMILY public.ints USING gin;
ALTER OPERATOR FAMILY public.ints USING gin ADD OPERATOR 1 pg_catalog.&& (anyarray, anyarray), FUNCTION 1 (integer[], integer[]) pg_catalog.btint4cmp(integer, integer), FUNCTION 4 (integer[], integer[]) pg_catalog.ginarrayconsistent(internal, smallint, anyarray, integer, internal, internal, internal, internal);
ALTER OPERATOR FAMILY public.loose USING btree DROP OPERATOR 1 (public.n, public.n);
ALTER OPERATOR FAMILY public.loose USING btree ADD OPERATOR 3 public.=# (public.n, public.n), FUNCTION 1 (public.n, public.n) public.n_cmp2(public.n, public.n);
CREATE OPERATOR FAMILY public.made USING hash;
ALTER OPERATOR FAMILY public.made USING hash OWNER TO writer;

CREATE OPERATOR CLASS public.ints FOR TYPE integer[] USING gin AS
    FUNCTION 2 (integer[], integer[]) pg_catalog.ginarrayextract(anyarray, internal),
    FUNCTION 3 (integer[], integer[]) pg_catalog.ginqueryarrayextract(anyarray, internal, smallint, internal, internal, internal, internal),
    STORAGE integer;

ALTER OPERATOR CLASS public.ints USING gin OWNER TO writer;
DROP INDEX public.t_v;
DROP OPERATOR CLASS public.n_ops USING btree;

CREATE OPERATOR CLASS public.n_ops DEFAULT FOR TYPE public.n USING btree FAMILY public.fam AS
    OPERATOR 1 public.<# (public.n, public.n),
    OPERATOR 3 public.=# (public.n, public.n),
    FUNCTION 1 (public.n, public.n) public.n_cmp2(public.n, public.n);

COMMENT ON OPERATOR CLASS public.n_ops USING btree IS 'said';
CREATE INDEX t_v ON public.t USING btree (v);
DROP OPERATOR FAMILY public.gone USING hash;
DROP OPERATOR FAMILY public.n_gone USING btree;

-- ===== down =====
COMMENT ON OPERATOR FAMILY public.fam USING btree IS 'said';
CREATE OPERATOR FAMILY public.gone USING hash;
ALTER OPERATOR FAMILY public.loose USING btree DROP OPERATOR 3 (public.n, public.n), FUNCTION 1 (public.n, public.n);
ALTER OPERATOR FAMILY public.loose USING btree ADD OPERATOR 1 public.<# (public.n, public.n);
CREATE OPERATOR FAMILY public.n_gone USING btree;

CREATE OPERATOR CLASS public.n_gone FOR TYPE public.n USING btree AS
    OPERATOR 1 public.<# (public.n, public.n),
    FUNCTION 1 (public.n, public.n) public.n_cmp(public.n, public.n);

DROP INDEX public.t_v;
DROP OPERATOR CLASS public.n_ops USING btree;

CREATE OPERATOR CLASS public.n_ops FOR TYPE public.n USING btree FAMILY public.fam AS
    OPERATOR 1 public.<# (public.n, public.n),
    OPERATOR 3 public.=# (public.n, public.n),
    FUNCTION 1 (public.n, public.n) public.n_cmp(public.n, public.n);

COMMENT ON OPERATOR CLASS public.n_ops USING btree IS 'said';
CREATE INDEX t_v ON public.t USING btree (v public.n_ops);
DROP OPERATOR FAMILY public.ints USING gin;
DROP OPERATOR FAMILY public.made USING hash;
