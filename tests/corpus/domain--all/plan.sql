-- What differs: +column, +domain, +domain_constraint, -domain, -domain_constraint, domain.comment, domain.default, domain.not_null, domain.privileges, domain_constraint.comment, domain_constraint.definition

-- ===== up =====
ALTER DOMAIN public.count SET DEFAULT 0;
ALTER DOMAIN public.count DROP NOT NULL;
ALTER DOMAIN public.email DROP DEFAULT;
REVOKE USAGE ON DOMAIN public.email FROM PUBLIC;
COMMENT ON DOMAIN public.email IS NULL;
CREATE DOMAIN public.made AS character varying(10) COLLATE pg_catalog."C" DEFAULT 'a'::character varying NOT NULL CONSTRAINT lower CHECK (((VALUE)::text = lower((VALUE)::text)));
ALTER DOMAIN public.made OWNER TO writer;
COMMENT ON DOMAIN public.made IS 'small letters';
ALTER DOMAIN public.email ADD CONSTRAINT filled CHECK ((VALUE <> ''::text));
COMMENT ON CONSTRAINT filled ON DOMAIN public.email IS 'not empty';
ALTER TABLE public.people ADD COLUMN m public.made;
ALTER DOMAIN public.email DROP CONSTRAINT has_at;
ALTER DOMAIN public.email ADD CONSTRAINT has_at CHECK ((VALUE ~~ '%_@_%'::text));
ALTER DOMAIN public.email DROP CONSTRAINT short;
DROP DOMAIN public.gone;

-- ===== down =====
ALTER DOMAIN public.count DROP DEFAULT;
ALTER DOMAIN public.count SET NOT NULL;
ALTER DOMAIN public.email SET DEFAULT 'x@y'::text;
GRANT USAGE ON DOMAIN public.email TO PUBLIC;
COMMENT ON DOMAIN public.email IS 'where';
CREATE DOMAIN public.gone AS integer;
ALTER DOMAIN public.email ADD CONSTRAINT short CHECK ((length(VALUE) < 100));

-- WARNING: destroys the values of public.people.m.
ALTER TABLE public.people DROP COLUMN m;

ALTER DOMAIN public.email DROP CONSTRAINT filled;
ALTER DOMAIN public.email DROP CONSTRAINT has_at;
ALTER DOMAIN public.email ADD CONSTRAINT has_at CHECK ((VALUE ~~ '%@%'::text));
COMMENT ON CONSTRAINT has_at ON DOMAIN public.email IS 'an at';
DROP DOMAIN public.made;
