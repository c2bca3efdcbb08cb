-- What differs: +extension_member, -extension_member

-- ===== up =====
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO reader;
REVOKE SELECT ON TABLE public.pg_stat_statements FROM PUBLIC;
GRANT SELECT (calls) ON TABLE public.pg_stat_statements TO reader;
GRANT SELECT (query) ON TABLE public.pg_stat_statements TO reader;
REVOKE USAGE ON FOREIGN DATA WRAPPER postgres_fdw FROM reader;

-- ===== down =====
GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO reader;
REVOKE USAGE ON LANGUAGE plpgsql FROM reader;
GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC;
GRANT SELECT ON TABLE public.pg_stat_statements TO PUBLIC;
REVOKE SELECT (calls) ON TABLE public.pg_stat_statements FROM reader;
REVOKE SELECT (query) ON TABLE public.pg_stat_statements FROM reader;
