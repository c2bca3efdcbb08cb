CREATE COLLATION c (locale = 'C');
CREATE COLLATION d (provider = builtin, locale = 'C.UTF-8');
CREATE TABLE t (x text COLLATE c);
