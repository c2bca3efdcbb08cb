CREATE EXTENSION postgres_fdw;
CREATE EXTENSION pg_stat_statements;
GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO reader;
