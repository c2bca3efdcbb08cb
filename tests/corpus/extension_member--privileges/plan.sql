-- What differs: +extension_member, -extension_member, extension_member.privileges

-- ===== up =====
GRANT EXECUTE ON FUNCTION public.akeys(public.hstore) TO writer WITH GRANT OPTION;
REVOKE EXECUTE ON FUNCTION public.avals(public.hstore) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION public.hstore(text, text) FROM reader;

-- ===== down =====
REVOKE EXECUTE ON FUNCTION public.akeys(public.hstore) FROM writer;
GRANT EXECUTE ON FUNCTION public.hstore(text, text) TO reader;
GRANT EXECUTE ON FUNCTION public.avals(public.hstore) TO PUBLIC;
