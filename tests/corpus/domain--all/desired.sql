-- Default, NOT NULL and checks are altered in place.
-- rewrites: public.people
CREATE DOMAIN email AS text CONSTRAINT has_at CHECK (VALUE LIKE '%_@_%') CONSTRAINT filled CHECK (VALUE <> '');
COMMENT ON CONSTRAINT filled ON DOMAIN email IS 'not empty';
REVOKE USAGE ON DOMAIN email FROM PUBLIC;
CREATE DOMAIN count AS integer DEFAULT 0;
CREATE DOMAIN made AS varchar(10) COLLATE "C" DEFAULT 'a' NOT NULL CONSTRAINT lower CHECK (VALUE = lower(VALUE));
COMMENT ON DOMAIN made IS 'small letters';
ALTER DOMAIN made OWNER TO writer;
CREATE TABLE people (id integer PRIMARY KEY, email email, n count, m made);
