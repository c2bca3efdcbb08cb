CREATE TEXT SEARCH DICTIONARY app.dict (TEMPLATE = snowball, language = 'german', stopwords = 'german');
CREATE TEXT SEARCH CONFIGURATION app.conf (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION app.conf ADD MAPPING FOR word WITH simple;
CREATE TABLE app.docs (body text, v tsvector GENERATED ALWAYS AS (to_tsvector('app.conf', body)) STORED);
