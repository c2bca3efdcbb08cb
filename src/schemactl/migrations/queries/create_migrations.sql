-- The history: what is so now, a row per version. In a schema that is there. {schema} is a quoted identifier.
CREATE TABLE {schema}.migrations (
    version text PRIMARY KEY,
    name text NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    status text NOT NULL CHECK (status IN ('running', 'applied', 'failed')),
    direction text NOT NULL DEFAULT 'up' CHECK (direction IN ('up', 'down')),
    origin text NOT NULL DEFAULT 'apply' CHECK (origin IN ('apply', 'baseline', 'resolve', 'import')),
    up_sha256 text NOT NULL,
    down_sha256 text,
    down_sql text,
    fingerprint text,
    target_fingerprint text,
    statements_total integer NOT NULL DEFAULT 0,
    statements_done integer NOT NULL DEFAULT 0,
    statement_sha256 text[] NOT NULL DEFAULT '{{}}',
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    duration interval GENERATED ALWAYS AS (finished_at - started_at) STORED,
    executed_by text NOT NULL,
    executed_as text NOT NULL,
    application text NOT NULL,
    host text NOT NULL,
    tool_version text NOT NULL,
    batch uuid NOT NULL,
    backend_pid integer NOT NULL,
    backend_start timestamptz,
    error text,
    error_sqlstate text,
    error_line integer,
    error_column integer
);

COMMENT ON TABLE {schema}.migrations IS 'schemactl history 1: what is so now, in the order of position';
