-- From the C library to the provider that Postgres 17 has built in.
-- since: 17
CREATE COLLATION c (provider = builtin, locale = 'C.UTF-8');
CREATE COLLATION d (provider = builtin, locale = 'C');
CREATE TABLE t (x text COLLATE c);
