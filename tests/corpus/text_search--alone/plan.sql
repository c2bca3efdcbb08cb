-- What differs: event_trigger.enabled, event_trigger.tags, language.handler, language.inline, language.trusted, language.validator, text_search_configuration.mappings, text_search_dictionary.options, text_search_parser.end, text_search_parser.headline, text_search_parser.start, text_search_parser.token, text_search_parser.token_types, text_search_template.init, transform.from_sql, transform.to_sql

-- ===== up =====
DROP EVENT TRIGGER e_tags;
CREATE OR REPLACE LANGUAGE l_handler HANDLER public.handler2;
CREATE OR REPLACE LANGUAGE l_inline HANDLER public.handler INLINE public.inline;
CREATE OR REPLACE TRUSTED LANGUAGE l_trusted HANDLER public.handler;
CREATE OR REPLACE LANGUAGE l_validator HANDLER public.handler VALIDATOR public.validator;
CREATE OR REPLACE TRANSFORM FOR public.n LANGUAGE plpgsql (TO SQL WITH FUNCTION public.to_n2(internal));
CREATE OR REPLACE TRANSFORM FOR public.n LANGUAGE sql (FROM SQL WITH FUNCTION public.from_sql2(internal));
ALTER TEXT SEARCH DICTIONARY public.d (accept = 'false');
ALTER TEXT SEARCH CONFIGURATION public.c ADD MAPPING FOR word WITH pg_catalog.simple;
DROP TEXT SEARCH PARSER public.p_end;
CREATE TEXT SEARCH PARSER public.p_end (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = public.a_end, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH PARSER public.p_headline;
CREATE TEXT SEARCH PARSER public.p_headline (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, HEADLINE = public.a_headline, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH PARSER public.p_start;
CREATE TEXT SEARCH PARSER public.p_start (START = public.a_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH PARSER public.p_token;
CREATE TEXT SEARCH PARSER public.p_token (START = pg_catalog.prsd_start, GETTOKEN = public.a_token, END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH PARSER public.p_types;
CREATE TEXT SEARCH PARSER public.p_types (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, LEXTYPES = public.a_types);
DROP TEXT SEARCH TEMPLATE public.t_init;
CREATE TEXT SEARCH TEMPLATE public.t_init (INIT = public.a_init, LEXIZE = pg_catalog.dsimple_lexize);
ALTER EVENT TRIGGER e_enabled DISABLE;

CREATE EVENT TRIGGER e_tags ON ddl_command_end
    WHEN TAG IN ('CREATE TABLE', 'DROP TABLE')
    EXECUTE FUNCTION public.event();

-- ===== down =====
DROP EVENT TRIGGER e_tags;
CREATE OR REPLACE LANGUAGE l_handler HANDLER public.handler;
CREATE OR REPLACE LANGUAGE l_inline HANDLER public.handler;
CREATE OR REPLACE LANGUAGE l_trusted HANDLER public.handler;
CREATE OR REPLACE LANGUAGE l_validator HANDLER public.handler;
CREATE OR REPLACE TRANSFORM FOR public.n LANGUAGE plpgsql (TO SQL WITH FUNCTION public.to_n(internal));
CREATE OR REPLACE TRANSFORM FOR public.n LANGUAGE sql (FROM SQL WITH FUNCTION public.from_sql(internal));
ALTER TEXT SEARCH DICTIONARY public.d (accept = 'true');
ALTER TEXT SEARCH CONFIGURATION public.c DROP MAPPING FOR word;
DROP TEXT SEARCH PARSER public.p_end;
CREATE TEXT SEARCH PARSER public.p_end (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH PARSER public.p_headline;
CREATE TEXT SEARCH PARSER public.p_headline (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH PARSER public.p_start;
CREATE TEXT SEARCH PARSER public.p_start (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH PARSER public.p_token;
CREATE TEXT SEARCH PARSER public.p_token (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH PARSER public.p_types;
CREATE TEXT SEARCH PARSER public.p_types (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH TEMPLATE public.t_init;
CREATE TEXT SEARCH TEMPLATE public.t_init (LEXIZE = pg_catalog.dsimple_lexize);
ALTER EVENT TRIGGER e_enabled ENABLE;

CREATE EVENT TRIGGER e_tags ON ddl_command_end
    WHEN TAG IN ('CREATE TABLE')
    EXECUTE FUNCTION public.event();
