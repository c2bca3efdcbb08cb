CREATE DOMAIN named AS integer NOT NULL;
CREATE DOMAIN renamed AS integer CONSTRAINT old_name NOT NULL;
CREATE DOMAIN said AS integer NOT NULL CONSTRAINT positive CHECK (VALUE > 0);
CREATE DOMAIN given AS integer;
CREATE TABLE t (a named, b renamed, c said, d given);
CREATE DOMAIN told AS integer CONSTRAINT is_told NOT NULL;
