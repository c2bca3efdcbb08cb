-- Each of these wrappers, servers and foreign tables changes in one thing.
-- needs: file_fdw, postgres_fdw
CREATE EXTENSION postgres_fdw;
CREATE EXTENSION file_fdw;
CREATE FOREIGN DATA WRAPPER handler HANDLER file_fdw_handler;
CREATE FOREIGN DATA WRAPPER options OPTIONS (a '2');
CREATE FOREIGN DATA WRAPPER validator VALIDATOR postgresql_fdw_validator;
CREATE SERVER version VERSION '2' FOREIGN DATA WRAPPER postgres_fdw;
CREATE SERVER options FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'b');
CREATE FOREIGN TABLE t (id integer OPTIONS (column_name 'j')) SERVER options;
CREATE FOREIGN TABLE o (id integer) SERVER options OPTIONS (table_name 'j');
