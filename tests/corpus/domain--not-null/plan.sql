-- What differs: +domain, domain.not_null, domain.not_null_comment, domain.not_null_name, domain_constraint.comment

-- ===== up =====
ALTER DOMAIN public.given ADD CONSTRAINT is_given NOT NULL;
COMMENT ON CONSTRAINT is_given ON DOMAIN public.given IS 'now';
CREATE DOMAIN public.made AS text CONSTRAINT made_at_once NOT NULL;
COMMENT ON CONSTRAINT made_at_once ON DOMAIN public.made IS 'with its domain';
ALTER DOMAIN public.named RENAME CONSTRAINT named_not_null TO present;
ALTER DOMAIN public.renamed RENAME CONSTRAINT old_name TO new_name;
COMMENT ON CONSTRAINT said_not_null ON DOMAIN public.said IS 'it''s there';
COMMENT ON CONSTRAINT is_told ON DOMAIN public.told IS 'told';
COMMENT ON CONSTRAINT positive ON DOMAIN public.said IS 'more than nothing';

-- ===== down =====
ALTER DOMAIN public.given DROP NOT NULL;
ALTER DOMAIN public.named RENAME CONSTRAINT present TO named_not_null;
ALTER DOMAIN public.renamed RENAME CONSTRAINT new_name TO old_name;
COMMENT ON CONSTRAINT said_not_null ON DOMAIN public.said IS NULL;
COMMENT ON CONSTRAINT is_told ON DOMAIN public.told IS NULL;
COMMENT ON CONSTRAINT positive ON DOMAIN public.said IS NULL;
DROP DOMAIN public.made;
