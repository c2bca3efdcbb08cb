-- What differs: +column, +constraint, +schema, +table, -column, -constraint, -function, -schema, -table, schema.comment, schema.owner, schema.privileges

-- ===== up =====
CREATE SCHEMA made;
ALTER SCHEMA made OWNER TO writer;
COMMENT ON SCHEMA made IS 'fresh';
ALTER SCHEMA owned OWNER TO CURRENT_USER;
GRANT USAGE ON SCHEMA owned TO PUBLIC;
REVOKE USAGE ON SCHEMA stays FROM reader;
GRANT CREATE, USAGE ON SCHEMA stays TO writer WITH GRANT OPTION;
COMMENT ON SCHEMA stays IS NULL;

CREATE TABLE made.t (
    id integer NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

-- WARNING: destroys all rows of gone.t.
DROP TABLE gone.t;

DROP FUNCTION gone.f();
DROP SCHEMA gone;

-- ===== down =====
-- WARNING: this cannot bring back all rows of gone.t.

SET check_function_bodies = off;
CREATE SCHEMA gone;
ALTER SCHEMA owned OWNER TO writer;
REVOKE USAGE ON SCHEMA owned FROM PUBLIC;
REVOKE CREATE, USAGE ON SCHEMA stays FROM writer;
GRANT USAGE ON SCHEMA stays TO reader;
COMMENT ON SCHEMA stays IS 'old';

CREATE OR REPLACE FUNCTION gone.f()
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;

CREATE TABLE gone.t (
    id integer NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

-- WARNING: destroys all rows of made.t.
DROP TABLE made.t;

DROP SCHEMA made;
