-- Each of these functions, procedures, access methods and casts changes in one thing.
CREATE FUNCTION definition() RETURNS integer LANGUAGE sql AS 'SELECT 2';
CREATE PROCEDURE definition_too() LANGUAGE sql AS 'SELECT 2';
CREATE FUNCTION heap(internal) RETURNS table_am_handler LANGUAGE internal AS 'heap_tableam_handler';
CREATE ACCESS METHOD method TYPE TABLE HANDLER heap_tableam_handler;
CREATE CAST (json AS bytea) WITHOUT FUNCTION;
