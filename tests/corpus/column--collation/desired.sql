-- A collation is changed in place; the indexes on it are rebuilt by the server.
CREATE TABLE words (id integer PRIMARY KEY, word text COLLATE "C", other text);
CREATE INDEX words_word ON words (word);
