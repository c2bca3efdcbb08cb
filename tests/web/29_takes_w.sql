CREATE FUNCTION app.takes_w(r app.w) RETURNS integer LANGUAGE sql STABLE AS $$SELECT r.n::integer$$;
-- or
CREATE FUNCTION app.takes_w(r app.w) RETURNS bigint LANGUAGE sql STABLE RETURN (r).n::bigint;
-- or
CREATE FUNCTION app.takes_w() RETURNS SETOF app.w LANGUAGE sql STABLE AS $$SELECT * FROM app.w$$;
-- or
CREATE FUNCTION app.takes_w() RETURNS TABLE (id bigint, n bigint) LANGUAGE sql STABLE BEGIN ATOMIC SELECT w.id, w.n FROM app.w; END;
-- or
CREATE PROCEDURE app.takes_w(r app.w) LANGUAGE plpgsql AS $$BEGIN NULL; END$$;
