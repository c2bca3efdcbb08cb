CREATE TYPE app.n AS (x integer);
CREATE FUNCTION app.n_eq(app.n, app.n) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x = ($2).x$$;
CREATE FUNCTION app.n_lt(app.n, app.n) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x < ($2).x$$;
CREATE FUNCTION app.n_cmp(app.n, app.n) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x - ($2).x$$;
CREATE FUNCTION app.n_int(app.n) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x$$;
