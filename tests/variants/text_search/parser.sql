CREATE TEXT SEARCH TEMPLATE app.tmpl (LEXIZE = dsimple_lexize, INIT = dsimple_init);
CREATE TEXT SEARCH DICTIONARY app.dict (TEMPLATE = app.tmpl);
CREATE TEXT SEARCH PARSER app.pars (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH CONFIGURATION app.conf (PARSER = app.pars);
