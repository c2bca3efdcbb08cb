-- Parsers and templates are their functions; configurations come and go.
CREATE FUNCTION a_start(internal, integer) RETURNS internal LANGUAGE internal AS 'prsd_start';
CREATE FUNCTION a_token(internal, internal, internal) RETURNS internal LANGUAGE internal AS 'prsd_nexttoken';
CREATE FUNCTION a_end(internal) RETURNS void LANGUAGE internal AS 'prsd_end';
CREATE FUNCTION a_types(internal) RETURNS internal LANGUAGE internal AS 'prsd_lextype';
CREATE FUNCTION a_lexize(internal, internal, internal, internal) RETURNS internal LANGUAGE internal AS 'dsimple_lexize';
CREATE TEXT SEARCH PARSER p (START = a_start, GETTOKEN = a_token, END = a_end, LEXTYPES = a_types);
CREATE TEXT SEARCH TEMPLATE t (LEXIZE = a_lexize);
CREATE TEXT SEARCH CONFIGURATION uses (PARSER = p);
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = t);
ALTER TEXT SEARCH CONFIGURATION uses ADD MAPPING FOR word WITH d;
