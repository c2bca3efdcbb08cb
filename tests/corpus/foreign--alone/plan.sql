-- What differs: column.fdw_options, foreign_data_wrapper.handler, foreign_data_wrapper.options, foreign_data_wrapper.validator, foreign_table.options, server.options, server.version

-- ===== up =====
ALTER FOREIGN DATA WRAPPER handler HANDLER public.file_fdw_handler;
ALTER FOREIGN DATA WRAPPER options OPTIONS (SET a '2');
ALTER FOREIGN DATA WRAPPER validator VALIDATOR pg_catalog.postgresql_fdw_validator;
ALTER SERVER options OPTIONS (SET host 'b');
ALTER SERVER version VERSION '2';
ALTER FOREIGN TABLE public.o OPTIONS (SET table_name 'j');
ALTER FOREIGN TABLE public.t ALTER COLUMN id OPTIONS (SET column_name 'j');

-- ===== down =====
ALTER FOREIGN DATA WRAPPER handler HANDLER public.postgres_fdw_handler;
ALTER FOREIGN DATA WRAPPER options OPTIONS (SET a '1');
ALTER FOREIGN DATA WRAPPER validator NO VALIDATOR;
ALTER SERVER options OPTIONS (SET host 'a');
ALTER SERVER version VERSION '1';
ALTER FOREIGN TABLE public.o OPTIONS (SET table_name 'i');
ALTER FOREIGN TABLE public.t ALTER COLUMN id OPTIONS (SET column_name 'i');
