-- What differs: +column, +constraint, +default, +function, +index

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION app.tenant()
 RETURNS integer
 LANGUAGE sql
 STABLE
AS $function$ select current_setting('app.tenant')::int $function$;

CREATE OR REPLACE FUNCTION app.tenant2()
 RETURNS integer
 LANGUAGE sql
 STABLE
RETURN (current_setting('app.tenant'::text))::integer;

CREATE OR REPLACE FUNCTION app.who()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$ begin return current_setting('app.who'); end $function$;

ALTER TABLE app.sess ADD COLUMN tenant integer;
ALTER TABLE app.sess ADD COLUMN who text;
ALTER TABLE app.sess ADD COLUMN t2 integer;
ALTER TABLE app.sess ALTER COLUMN t2 SET DEFAULT app.tenant2();

-- schemactl:ignore mutation-without-where, backfill-with-ddl: where there are rows, they take the default, which reads app.tenant: SET it before.
UPDATE app.sess SET t2 = DEFAULT;

-- WARNING: fails where rows do not fit: column "t2" of relation "sess" contains null values
ALTER TABLE app.sess ADD CONSTRAINT tn NOT NULL t2;

ALTER TABLE app.sess ALTER COLUMN tenant SET DEFAULT app.tenant();

-- schemactl:ignore mutation-without-where, backfill-with-ddl: where there are rows, they take the default, which reads app.tenant: SET it before.
UPDATE app.sess SET tenant = DEFAULT;

ALTER TABLE app.sess ALTER COLUMN tenant SET NOT NULL;
ALTER TABLE app.sess ALTER COLUMN who SET DEFAULT app.who();

-- schemactl:ignore mutation-without-where, backfill-with-ddl: where there are rows, they take the default, which reads app.who: SET it before.
UPDATE app.sess SET who = DEFAULT;

ALTER TABLE app.sess ALTER COLUMN who SET NOT NULL;
ALTER TABLE app.sess ADD CONSTRAINT sess_t2_check CHECK ((t2 > 0));
CREATE INDEX sess_tenant_idx ON app.sess USING btree (tenant);

-- ===== down =====
-- WARNING: destroys the values of app.sess.tenant.
ALTER TABLE app.sess DROP COLUMN tenant;

-- WARNING: destroys the values of app.sess.who.
ALTER TABLE app.sess DROP COLUMN who;

-- WARNING: destroys the values of app.sess.t2.
ALTER TABLE app.sess DROP COLUMN t2;

DROP FUNCTION app.tenant();
DROP FUNCTION app.tenant2();
DROP FUNCTION app.who();
