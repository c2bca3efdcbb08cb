-- What differs: column.comment, column.privileges

-- ===== up =====
GRANT REFERENCES (id) ON TABLE public.users TO reader;
REVOKE SELECT (email) ON TABLE public.users FROM reader;
COMMENT ON COLUMN public.users.email IS 'it''s where they are reached';
REVOKE GRANT OPTION FOR SELECT (secret) ON TABLE public.users FROM writer;
COMMENT ON COLUMN public.users.secret IS NULL;

-- ===== down =====
REVOKE REFERENCES (id) ON TABLE public.users FROM reader;
GRANT SELECT (email) ON TABLE public.users TO reader;
COMMENT ON COLUMN public.users.email IS NULL;
GRANT SELECT (secret) ON TABLE public.users TO writer WITH GRANT OPTION;
COMMENT ON COLUMN public.users.secret IS 'never shown';
