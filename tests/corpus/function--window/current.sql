CREATE FUNCTION w() RETURNS bigint LANGUAGE internal IMMUTABLE AS 'window_row_number';
CREATE TABLE t (id integer);
CREATE PROCEDURE p(a integer) LANGUAGE sql AS $$INSERT INTO t VALUES (a)$$;
CREATE PROCEDURE q(INOUT a integer) LANGUAGE sql AS $$SELECT 1$$;
