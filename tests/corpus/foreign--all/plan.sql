-- What differs: +column, +constraint, +foreign_data_wrapper, +server, +user_mapping, -column, -default, -foreign_data_wrapper, -server, -user_mapping, column.comment, column.fdw_options, column.not_null, column.type, foreign_data_wrapper.handler, foreign_data_wrapper.options, foreign_data_wrapper.privileges, foreign_data_wrapper.validator, foreign_table.comment, foreign_table.options, server.comment, server.options, server.privileges, server.version, server.wrapper, user_mapping.options, view.columns

-- ===== up =====
ALTER FOREIGN DATA WRAPPER bare HANDLER public.file_fdw_handler VALIDATOR pg_catalog.postgresql_fdw_validator OPTIONS (DROP a, DROP b);
GRANT USAGE ON FOREIGN DATA WRAPPER bare TO reader;
CREATE FOREIGN DATA WRAPPER made OPTIONS (debug 'true');
ALTER SERVER far VERSION '2' OPTIONS (DROP port, ADD dbname 'd', SET host 'b');
REVOKE USAGE ON FOREIGN SERVER far FROM reader;
COMMENT ON SERVER far IS 'far';
CREATE SERVER made TYPE 'x' FOREIGN DATA WRAPPER made OPTIONS ("Big" 'it''s');
ALTER USER MAPPING FOR reader SERVER far OPTIONS (DROP password, ADD password_required 'false', SET "user" 'q');
CREATE USER MAPPING FOR writer SERVER made;
ALTER FOREIGN TABLE public.things OPTIONS (DROP schema_name, SET table_name 'tt', ADD updatable 'false');
COMMENT ON FOREIGN TABLE public.things IS NULL;
ALTER TABLE public.things ALTER COLUMN x SET NOT NULL;
ALTER FOREIGN TABLE public.things ALTER COLUMN x OPTIONS (ADD column_name 'xx');
ALTER FOREIGN TABLE public.things ADD COLUMN made integer;
COMMENT ON COLUMN public.things.made IS 'made';
DROP VIEW public.near;
ALTER FOREIGN TABLE public.things ALTER COLUMN id TYPE bigint;
ALTER TABLE public.things ALTER COLUMN id DROP NOT NULL;
ALTER FOREIGN TABLE public.things ALTER COLUMN id OPTIONS (SET column_name 'j');
COMMENT ON COLUMN public.things.id IS NULL;
ALTER TABLE public.things ADD CONSTRAINT things_id_check CHECK ((id > 0));

CREATE VIEW public.near AS
 SELECT id,
    x
   FROM public.things;

DROP FOREIGN TABLE public.lost;
ALTER TABLE public.things ALTER COLUMN x DROP DEFAULT;
ALTER FOREIGN TABLE public.things DROP COLUMN gone;
DROP USER MAPPING FOR CURRENT_USER SERVER gone;
DROP USER MAPPING FOR PUBLIC SERVER moves;
DROP SERVER gone;
DROP SERVER moves;
CREATE SERVER moves FOREIGN DATA WRAPPER made;
CREATE USER MAPPING FOR PUBLIC SERVER moves;

CREATE FOREIGN TABLE public.lost (
    id integer
) SERVER moves;

DROP FOREIGN DATA WRAPPER gone;

-- ===== down =====
ALTER FOREIGN DATA WRAPPER bare NO HANDLER NO VALIDATOR OPTIONS (ADD a '1', ADD b '2');
REVOKE USAGE ON FOREIGN DATA WRAPPER bare FROM reader;
CREATE FOREIGN DATA WRAPPER gone;
ALTER SERVER far VERSION '1' OPTIONS (DROP dbname, SET host 'a', ADD port '5432');
GRANT USAGE ON FOREIGN SERVER far TO reader;
COMMENT ON SERVER far IS NULL;
CREATE SERVER gone FOREIGN DATA WRAPPER gone;
ALTER USER MAPPING FOR reader SERVER far OPTIONS (DROP password_required, ADD password 'p', SET "user" 'r');
CREATE USER MAPPING FOR CURRENT_USER SERVER gone;
ALTER FOREIGN TABLE public.things OPTIONS (DROP updatable, ADD schema_name 's', SET table_name 't');
COMMENT ON FOREIGN TABLE public.things IS 'far away';
ALTER TABLE public.things ALTER COLUMN x DROP NOT NULL;
ALTER FOREIGN TABLE public.things ALTER COLUMN x OPTIONS (DROP column_name);
ALTER FOREIGN TABLE public.things ADD COLUMN gone text;
ALTER TABLE public.things ALTER COLUMN x SET DEFAULT 'x'::text;
DROP VIEW public.near;
DROP FOREIGN TABLE public.lost;
ALTER TABLE public.things DROP CONSTRAINT things_id_check;
ALTER FOREIGN TABLE public.things ALTER COLUMN id TYPE integer;
ALTER TABLE public.things ALTER COLUMN id SET NOT NULL;
ALTER FOREIGN TABLE public.things ALTER COLUMN id OPTIONS (SET column_name 'i');
COMMENT ON COLUMN public.things.id IS 'number';

CREATE VIEW public.near AS
 SELECT id,
    x
   FROM public.things;

ALTER FOREIGN TABLE public.things DROP COLUMN made;
DROP USER MAPPING FOR writer SERVER made;
DROP USER MAPPING FOR PUBLIC SERVER moves;
DROP SERVER made;
DROP SERVER moves;
CREATE SERVER moves FOREIGN DATA WRAPPER bare;
CREATE USER MAPPING FOR PUBLIC SERVER moves;

CREATE FOREIGN TABLE public.lost (
    id integer
) SERVER moves;

DROP FOREIGN DATA WRAPPER made;
