CREATE FUNCTION definition() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE definition_too() LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION heap(internal) RETURNS table_am_handler LANGUAGE internal AS 'heap_tableam_handler';
CREATE ACCESS METHOD method TYPE TABLE HANDLER heap;
CREATE CAST (json AS bytea) WITH INOUT;
