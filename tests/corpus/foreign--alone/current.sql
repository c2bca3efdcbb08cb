CREATE EXTENSION postgres_fdw;
CREATE EXTENSION file_fdw;
CREATE FOREIGN DATA WRAPPER handler HANDLER postgres_fdw_handler;
CREATE FOREIGN DATA WRAPPER options OPTIONS (a '1');
CREATE FOREIGN DATA WRAPPER validator ;
CREATE SERVER version VERSION '1' FOREIGN DATA WRAPPER postgres_fdw;
CREATE SERVER options FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'a');
CREATE FOREIGN TABLE t (id integer OPTIONS (column_name 'i')) SERVER options;
CREATE FOREIGN TABLE o (id integer) SERVER options OPTIONS (table_name 'i');
