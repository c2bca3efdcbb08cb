-- Privileges of languages, wrappers and columns that are members of extensions.
-- needs: postgres_fdw, pg_stat_statements
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO reader;
CREATE EXTENSION postgres_fdw;
CREATE EXTENSION pg_stat_statements;
REVOKE SELECT ON pg_stat_statements FROM PUBLIC;
GRANT SELECT (query, calls) ON pg_stat_statements TO reader;
