CREATE TABLE events (id integer PRIMARY KEY, at timestamptz NOT NULL, kind integer NOT NULL);
CREATE VIEW recent AS SELECT id, kind FROM events WHERE at > '2025-01-01';
COMMENT ON VIEW recent IS 'since this year';
COMMENT ON COLUMN recent.kind IS 'what happened';
GRANT SELECT ON recent TO reader;
CREATE VIEW recent_kinds AS SELECT DISTINCT kind FROM recent;
CREATE MATERIALIZED VIEW kinds AS SELECT kind, count(*) AS n FROM recent_kinds GROUP BY kind;
CREATE UNIQUE INDEX kinds_kind ON kinds (kind);
