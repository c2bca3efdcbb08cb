CREATE FOREIGN DATA WRAPPER wrap;
CREATE SERVER far TYPE 'a' VERSION '2' FOREIGN DATA WRAPPER wrap OPTIONS (host 'i', port '1');
CREATE USER MAPPING FOR reader SERVER far;
CREATE USER MAPPING FOR CURRENT_USER SERVER far OPTIONS (password 'p');
CREATE FOREIGN TABLE app.things (id bigint OPTIONS (c 'i'), y integer, CHECK (id > 0)) SERVER far OPTIONS (a '2', b '3');
COMMENT ON FOREIGN TABLE app.things IS 'far';
GRANT SELECT ON app.things TO reader;
CREATE VIEW app.near AS SELECT id FROM app.things;
