-- Storage, compression, statistics target and options.
CREATE TABLE a (id integer PRIMARY KEY, b text COMPRESSION pglz, c text, d text, e text);
ALTER TABLE a ALTER COLUMN b SET STORAGE MAIN;
ALTER TABLE a ALTER COLUMN b SET STATISTICS 100;
ALTER TABLE a ALTER COLUMN d SET (n_distinct = 50);
