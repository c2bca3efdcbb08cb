-- A function that becomes a window function; procedures with parsed bodies.
CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_row_number';
CREATE TABLE t (id integer);
CREATE PROCEDURE p(a integer) LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (a); END;
CREATE PROCEDURE q(IN a integer) LANGUAGE sql AS $$SELECT 1$$;
