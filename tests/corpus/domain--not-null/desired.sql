-- Names of and comments on the NOT NULL of domains, and comments on their checks.
-- since: 17
CREATE DOMAIN named AS integer CONSTRAINT present NOT NULL;
CREATE DOMAIN renamed AS integer CONSTRAINT new_name NOT NULL;
CREATE DOMAIN said AS integer NOT NULL CONSTRAINT positive CHECK (VALUE > 0);
COMMENT ON CONSTRAINT said_not_null ON DOMAIN said IS 'it''s there';
COMMENT ON CONSTRAINT positive ON DOMAIN said IS 'more than nothing';
CREATE DOMAIN given AS integer CONSTRAINT is_given NOT NULL;
COMMENT ON CONSTRAINT is_given ON DOMAIN given IS 'now';
CREATE DOMAIN made AS text CONSTRAINT made_at_once NOT NULL;
COMMENT ON CONSTRAINT made_at_once ON DOMAIN made IS 'with its domain';
CREATE TABLE t (a named, b renamed, c said, d given);
CREATE DOMAIN told AS integer CONSTRAINT is_told NOT NULL;
COMMENT ON CONSTRAINT is_told ON DOMAIN told IS 'told';
