-- What the stand-in for pgcrypto has more in version 1.4, which comes with Postgres 18.
CREATE FUNCTION fips_mode() RETURNS boolean
    LANGUAGE sql VOLATILE STRICT PARALLEL SAFE AS $$ SELECT false $$;
