-- Wrappers, servers, user mappings and foreign tables.
-- needs: file_fdw, postgres_fdw
CREATE EXTENSION postgres_fdw;
CREATE EXTENSION file_fdw;
CREATE FOREIGN DATA WRAPPER bare HANDLER file_fdw_handler VALIDATOR postgresql_fdw_validator;
CREATE FOREIGN DATA WRAPPER made OPTIONS (debug 'true');
ALTER FOREIGN DATA WRAPPER made OWNER TO CURRENT_USER;
COMMENT ON FOREIGN DATA WRAPPER bare IS 'bare';
GRANT USAGE ON FOREIGN DATA WRAPPER bare TO reader;
CREATE SERVER far TYPE 'pg' VERSION '2' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'b', dbname 'd');
COMMENT ON SERVER far IS 'far';
ALTER SERVER far OWNER TO CURRENT_USER;
CREATE SERVER moves FOREIGN DATA WRAPPER made;
CREATE SERVER made TYPE 'x' FOREIGN DATA WRAPPER made OPTIONS ("Big" 'it''s');
CREATE USER MAPPING FOR reader SERVER far OPTIONS (user 'q', password_required 'false');
CREATE USER MAPPING FOR PUBLIC SERVER moves;
CREATE USER MAPPING FOR writer SERVER made;
CREATE FOREIGN TABLE things (id bigint OPTIONS (column_name 'j'), x text OPTIONS (column_name 'xx') NOT NULL, made integer, CHECK (id > 0)) SERVER far OPTIONS (table_name 'tt', updatable 'false');
COMMENT ON COLUMN things.made IS 'made';
GRANT SELECT ON things TO reader;
CREATE FOREIGN TABLE lost (id integer) SERVER moves;
CREATE VIEW near AS SELECT id, x FROM things;
