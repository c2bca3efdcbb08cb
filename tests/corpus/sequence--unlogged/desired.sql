-- Sequences without a log, since Postgres 15.
-- since: 15
CREATE SEQUENCE a;
CREATE UNLOGGED SEQUENCE b;
CREATE UNLOGGED SEQUENCE c;
