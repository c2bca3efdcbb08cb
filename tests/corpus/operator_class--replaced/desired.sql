-- Type, storage and family of a class.
CREATE OPERATOR FAMILY one USING btree;
CREATE OPERATOR FAMILY two USING btree;
CREATE OPERATOR CLASS moves FOR TYPE integer USING btree FAMILY two AS OPERATOR 1 < (integer, integer), FUNCTION 1 btint4cmp(integer, integer);
CREATE OPERATOR CLASS retyped FOR TYPE bigint USING btree AS OPERATOR 1 < (bigint, bigint), FUNCTION 1 btint8cmp(bigint, bigint);
CREATE OPERATOR CLASS stored FOR TYPE polygon USING gist AS OPERATOR 1 << (polygon, polygon), FUNCTION 1 gist_poly_consistent(internal, polygon, smallint, oid, internal), FUNCTION 2 gist_box_union(internal, internal), FUNCTION 3 gist_poly_compress(internal), FUNCTION 5 gist_box_penalty(internal, internal, internal), FUNCTION 6 gist_box_picksplit(internal, internal), FUNCTION 7 gist_box_same(box, box, internal);
