-- Parsers, templates, dictionaries and configurations.
CREATE TEXT SEARCH PARSER parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
COMMENT ON TEXT SEARCH PARSER parser IS 'parser';
CREATE TEXT SEARCH TEMPLATE template (LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE template IS 'template';
CREATE TEXT SEARCH DICTIONARY options (TEMPLATE = snowball, language = 'german');
CREATE TEXT SEARCH DICTIONARY other (TEMPLATE = template);
CREATE TEXT SEARCH DICTIONARY made (TEMPLATE = simple, accept = false);
ALTER TEXT SEARCH DICTIONARY made OWNER TO writer;
COMMENT ON TEXT SEARCH DICTIONARY made IS 'made';
CREATE TEXT SEARCH CONFIGURATION conf (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION conf ADD MAPPING FOR word, asciiword WITH simple, options;
ALTER TEXT SEARCH CONFIGURATION conf ADD MAPPING FOR email, host WITH made;
CREATE TEXT SEARCH CONFIGURATION reparsed (PARSER = parser);
COMMENT ON TEXT SEARCH CONFIGURATION conf IS 'conf';
ALTER TEXT SEARCH CONFIGURATION conf OWNER TO writer;
CREATE TABLE docs (id integer PRIMARY KEY, body text, v tsvector GENERATED ALWAYS AS (to_tsvector('conf', body)) STORED);
CREATE INDEX docs_v ON docs USING gin (to_tsvector('conf', body));
