-- What people may do with the members of an extension is ours to say.
-- needs: hstore
CREATE EXTENSION hstore;
REVOKE EXECUTE ON FUNCTION akeys(hstore) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION akeys(hstore) TO writer WITH GRANT OPTION;
REVOKE EXECUTE ON FUNCTION avals(hstore) FROM PUBLIC;
