CREATE COLLATION changed (locale = 'C');
CREATE COLLATION gone (lc_collate = 'C', lc_ctype = 'POSIX');
COMMENT ON COLLATION changed IS 'bytes';
CREATE VIEW ordered AS SELECT 'x'::text COLLATE changed AS x;
CREATE TABLE lines (id integer PRIMARY KEY, line text COLLATE changed, other varchar(5) COLLATE changed DEFAULT 'x');
CREATE INDEX lines_line ON lines (line);
CREATE INDEX lines_lower ON lines (lower(line) COLLATE changed);
