-- Collations cannot be altered; columns and indexes follow to the new one.
CREATE COLLATION changed (locale = 'POSIX');
COMMENT ON COLLATION changed IS 'bytes';
CREATE COLLATION made (locale = 'C');
CREATE VIEW ordered AS SELECT 'x'::text COLLATE changed AS x;
CREATE TABLE lines (id integer PRIMARY KEY, line text COLLATE changed, other varchar(5) COLLATE changed DEFAULT 'x');
CREATE INDEX lines_line ON lines (line);
CREATE INDEX lines_lower ON lines (lower(line) COLLATE changed);
CREATE TABLE words (word text COLLATE made);
