-- A view at the bottom of others is made anew: triggers, rules, grants and comments come back.
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW base AS SELECT a, id, b FROM t;
CREATE VIEW mid WITH (security_barrier=true) AS SELECT id, a FROM base;
CREATE MATERIALIZED VIEW top AS SELECT count(*) AS n FROM mid;
CREATE INDEX top_n ON top (n);
CREATE FUNCTION instead() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
CREATE TRIGGER instead INSTEAD OF INSERT ON mid FOR EACH ROW EXECUTE FUNCTION instead();
CREATE RULE nothing AS ON DELETE TO mid DO INSTEAD NOTHING;
COMMENT ON RULE nothing ON mid IS 'nothing is deleted';
GRANT SELECT ON mid TO reader;
GRANT SELECT (n) ON top TO reader;
COMMENT ON MATERIALIZED VIEW top IS 'top';
CREATE FUNCTION of_mid() RETURNS SETOF mid LANGUAGE sql AS $$SELECT * FROM mid$$;
