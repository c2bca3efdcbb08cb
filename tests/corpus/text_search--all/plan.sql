-- What differs: +text_search_dictionary, -text_search_dictionary, -text_search_template, text_search_configuration.comment, text_search_configuration.mappings, text_search_configuration.owner, text_search_configuration.parser, text_search_dictionary.comment, text_search_dictionary.options, text_search_dictionary.template, text_search_parser.comment, text_search_parser.headline, text_search_template.comment, text_search_template.init

-- ===== up =====
CREATE TEXT SEARCH DICTIONARY public.made (TEMPLATE = pg_catalog.simple, accept = 'false');
ALTER TEXT SEARCH DICTIONARY public.made OWNER TO writer;
COMMENT ON TEXT SEARCH DICTIONARY public.made IS 'made';
ALTER TEXT SEARCH DICTIONARY public.options (language = 'german', stopwords);
COMMENT ON TEXT SEARCH DICTIONARY public.options IS NULL;
ALTER TEXT SEARCH CONFIGURATION public.conf DROP MAPPING FOR url;
ALTER TEXT SEARCH CONFIGURATION public.conf ALTER MAPPING FOR asciiword, word WITH pg_catalog.simple, public.options;
ALTER TEXT SEARCH CONFIGURATION public.conf ALTER MAPPING FOR email WITH public.made;
ALTER TEXT SEARCH CONFIGURATION public.conf ADD MAPPING FOR host WITH public.made;
ALTER TEXT SEARCH CONFIGURATION public.conf OWNER TO writer;
COMMENT ON TEXT SEARCH CONFIGURATION public.conf IS 'conf';
DROP TEXT SEARCH CONFIGURATION public.reparsed;
DROP TEXT SEARCH DICTIONARY public.gone;
DROP TEXT SEARCH DICTIONARY public.other;
DROP TEXT SEARCH TEMPLATE public.gone_template;
DROP TEXT SEARCH PARSER public.parser;
CREATE TEXT SEARCH PARSER public.parser (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, HEADLINE = pg_catalog.prsd_headline, LEXTYPES = pg_catalog.prsd_lextype);
COMMENT ON TEXT SEARCH PARSER public.parser IS 'parser';
CREATE TEXT SEARCH CONFIGURATION public.reparsed (PARSER = public.parser);
DROP TEXT SEARCH TEMPLATE public.template;
CREATE TEXT SEARCH TEMPLATE public.template (LEXIZE = pg_catalog.dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE public.template IS 'template';
CREATE TEXT SEARCH DICTIONARY public.other (TEMPLATE = public.template);

-- ===== down =====
CREATE TEXT SEARCH TEMPLATE public.gone_template (LEXIZE = pg_catalog.dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY public.gone (TEMPLATE = pg_catalog.simple, accept = 'false');
ALTER TEXT SEARCH DICTIONARY public.options (language = 'english', stopwords = 'english');
COMMENT ON TEXT SEARCH DICTIONARY public.options IS 'said';
ALTER TEXT SEARCH CONFIGURATION public.conf DROP MAPPING FOR host;
ALTER TEXT SEARCH CONFIGURATION public.conf ALTER MAPPING FOR asciiword, word WITH public.options, pg_catalog.simple;
ALTER TEXT SEARCH CONFIGURATION public.conf ALTER MAPPING FOR email WITH pg_catalog.simple;
ALTER TEXT SEARCH CONFIGURATION public.conf ADD MAPPING FOR url WITH public.options, pg_catalog.simple;
ALTER TEXT SEARCH CONFIGURATION public.conf OWNER TO CURRENT_USER;
COMMENT ON TEXT SEARCH CONFIGURATION public.conf IS NULL;
DROP TEXT SEARCH CONFIGURATION public.reparsed;
CREATE TEXT SEARCH CONFIGURATION public.reparsed (PARSER = pg_catalog."default");
DROP TEXT SEARCH DICTIONARY public.made;
DROP TEXT SEARCH DICTIONARY public.other;
CREATE TEXT SEARCH DICTIONARY public.other (TEMPLATE = pg_catalog.simple);
DROP TEXT SEARCH PARSER public.parser;
CREATE TEXT SEARCH PARSER public.parser (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, LEXTYPES = pg_catalog.prsd_lextype);
DROP TEXT SEARCH TEMPLATE public.template;
CREATE TEXT SEARCH TEMPLATE public.template (INIT = pg_catalog.dsimple_init, LEXIZE = pg_catalog.dsimple_lexize);
