CREATE TABLE words (id integer PRIMARY KEY, word text, other text COLLATE "C");
CREATE INDEX words_word ON words (word);
