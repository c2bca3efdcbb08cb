-- What differs: -text_search_configuration, -text_search_parser, text_search_parser.end, text_search_parser.start, text_search_parser.token, text_search_parser.token_types, text_search_template.lexize

-- ===== up =====
DROP TEXT SEARCH CONFIGURATION public.gone;
DROP TEXT SEARCH CONFIGURATION public.uses;
DROP TEXT SEARCH DICTIONARY public.d;
DROP TEXT SEARCH PARSER public.gone;
DROP TEXT SEARCH PARSER public.p;
CREATE TEXT SEARCH PARSER public.p (START = public.a_start, GETTOKEN = public.a_token, END = public.a_end, LEXTYPES = public.a_types);
DROP TEXT SEARCH TEMPLATE public.t;
CREATE TEXT SEARCH TEMPLATE public.t (LEXIZE = public.a_lexize);
CREATE TEXT SEARCH DICTIONARY public.d (TEMPLATE = public.t);
CREATE TEXT SEARCH CONFIGURATION public.uses (PARSER = public.p);
ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR word WITH public.d;

-- ===== down =====
CREATE TEXT SEARCH PARSER public.gone (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype);
CREATE TEXT SEARCH CONFIGURATION public.gone (PARSER = pg_catalog."default");
DROP TEXT SEARCH CONFIGURATION public.uses;
DROP TEXT SEARCH DICTIONARY public.d;
DROP TEXT SEARCH PARSER public.p;
CREATE TEXT SEARCH PARSER public.p (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH TEMPLATE public.t;
CREATE TEXT SEARCH TEMPLATE public.t (LEXIZE = pg_catalog.dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY public.d (TEMPLATE = public.t);
CREATE TEXT SEARCH CONFIGURATION public.uses (PARSER = public.p);
ALTER TEXT SEARCH CONFIGURATION public.uses ADD MAPPING FOR word WITH public.d;
