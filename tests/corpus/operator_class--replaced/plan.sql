-- What differs: operator_class.family, operator_class.functions, operator_class.operators, operator_class.storage, operator_class.type

-- ===== up =====
DROP OPERATOR CLASS public.moves USING btree;

CREATE OPERATOR CLASS public.moves FOR TYPE integer USING btree FAMILY public.two AS
    OPERATOR 1 pg_catalog.< (integer, integer),
    FUNCTION 1 (integer, integer) pg_catalog.btint4cmp(integer, integer);

DROP OPERATOR CLASS public.retyped USING btree;

CREATE OPERATOR CLASS public.retyped FOR TYPE bigint USING btree AS
    OPERATOR 1 pg_catalog.< (bigint, bigint),
    FUNCTION 1 (bigint, bigint) pg_catalog.btint8cmp(bigint, bigint);

DROP OPERATOR CLASS public.stored USING gist;

CREATE OPERATOR CLASS public.stored FOR TYPE polygon USING gist AS
    FUNCTION 1 (polygon, polygon) pg_catalog.gist_poly_consistent(internal, polygon, smallint, oid, internal),
    FUNCTION 2 (polygon, polygon) pg_catalog.gist_box_union(internal, internal),
    FUNCTION 5 (polygon, polygon) pg_catalog.gist_box_penalty(internal, internal, internal),
    FUNCTION 6 (polygon, polygon) pg_catalog.gist_box_picksplit(internal, internal),
    FUNCTION 7 (polygon, polygon) pg_catalog.gist_box_same(box, box, internal);

-- ===== down =====
DROP OPERATOR CLASS public.moves USING btree;

CREATE OPERATOR CLASS public.moves FOR TYPE integer USING btree FAMILY public.one AS
    OPERATOR 1 pg_catalog.< (integer, integer),
    FUNCTION 1 (integer, integer) pg_catalog.btint4cmp(integer, integer);

DROP OPERATOR CLASS public.retyped USING btree;

CREATE OPERATOR CLASS public.retyped FOR TYPE integer USING btree AS
    OPERATOR 1 pg_catalog.< (integer, integer),
    FUNCTION 1 (integer, integer) pg_catalog.btint4cmp(integer, integer);

DROP OPERATOR CLASS public.stored USING gist;

CREATE OPERATOR CLASS public.stored FOR TYPE polygon USING gist AS
    FUNCTION 1 (polygon, polygon) pg_catalog.gist_poly_consistent(internal, polygon, smallint, oid, internal),
    FUNCTION 2 (polygon, polygon) pg_catalog.gist_box_union(internal, internal),
    FUNCTION 5 (polygon, polygon) pg_catalog.gist_box_penalty(internal, internal, internal),
    FUNCTION 6 (polygon, polygon) pg_catalog.gist_box_picksplit(internal, internal),
    FUNCTION 7 (polygon, polygon) pg_catalog.gist_box_same(box, box, internal),
    STORAGE box;
