-- What differs: +column, +constraint, +default_privileges, +schema, +table, -default, -sequence, column.identity, column.identity_comment, column.identity_options, column.identity_privileges, column.identity_unlogged

-- ===== up =====
CREATE SCHEMA open;
ALTER DEFAULT PRIVILEGES IN SCHEMA open GRANT USAGE ON SEQUENCES TO inside_reader;

CREATE UNLOGGED TABLE open.fast (
    id bigint GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT fast_pkey PRIMARY KEY (id)
);

ALTER SEQUENCE open.fast_id_seq SET LOGGED;
COMMENT ON SEQUENCE open.fast_id_seq IS 'survives a crash';

CREATE TABLE open.made (
    id bigint GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT made_pkey PRIMARY KEY (id)
);

REVOKE USAGE ON SEQUENCE open.made_id_seq FROM inside_reader;
REVOKE SELECT ON SEQUENCE public.granted_id_seq FROM inside_writer;
GRANT SELECT ON SEQUENCE public.granted_id_seq TO PUBLIC;
GRANT USAGE ON SEQUENCE public.granted_id_seq TO inside_writer WITH GRANT OPTION;
ALTER SEQUENCE public.kept_id_seq SET UNLOGGED;
COMMENT ON SEQUENCE public.said_id_seq IS 'it''s counted';
ALTER TABLE public.was_serial ALTER COLUMN id DROP DEFAULT;
ALTER SEQUENCE public.was_serial_id_seq RENAME TO was_serial_id_seq__schemactl_old;
ALTER TABLE public.was_serial ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;

-- New values are counted on from where the old sequence stands.
SELECT pg_catalog.setval('public.was_serial_id_seq', last_value, is_called) FROM public.was_serial_id_seq__schemactl_old;

DROP SEQUENCE public.was_serial_id_seq__schemactl_old;
GRANT USAGE ON SEQUENCE public.was_serial_id_seq TO inside_writer;
COMMENT ON SEQUENCE public.was_serial_id_seq IS 'numbers';

-- ===== down =====
REVOKE SELECT ON SEQUENCE public.granted_id_seq FROM PUBLIC;
REVOKE USAGE ON SEQUENCE public.granted_id_seq FROM inside_writer;
GRANT SELECT ON SEQUENCE public.granted_id_seq TO inside_writer;
ALTER SEQUENCE public.kept_id_seq SET LOGGED;
COMMENT ON SEQUENCE public.said_id_seq IS NULL;
ALTER SEQUENCE public.was_serial_id_seq RENAME TO was_serial_id_seq__schemactl_old;
CREATE SEQUENCE public.was_serial_id_seq AS integer;

-- New values are counted on from where the old sequence stands.
SELECT pg_catalog.setval('public.was_serial_id_seq', last_value, is_called) FROM public.was_serial_id_seq__schemactl_old;

ALTER TABLE public.was_serial ALTER COLUMN id DROP IDENTITY;
ALTER SEQUENCE public.was_serial_id_seq OWNED BY public.was_serial.id;
GRANT USAGE ON SEQUENCE public.was_serial_id_seq TO inside_writer;
COMMENT ON SEQUENCE public.was_serial_id_seq IS 'numbers';
ALTER TABLE public.was_serial ALTER COLUMN id SET DEFAULT nextval('public.was_serial_id_seq'::regclass);

-- WARNING: destroys all rows of open.fast.
DROP TABLE open.fast;

-- WARNING: destroys all rows of open.made.
DROP TABLE open.made;

DROP SCHEMA open;
