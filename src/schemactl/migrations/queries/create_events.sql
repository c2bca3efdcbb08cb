-- The history: what happened, only ever added to. In a schema that is there. {schema} is a quoted identifier.
CREATE TABLE {schema}.events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    happened_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    event text NOT NULL,
    version text NOT NULL,
    name text NOT NULL,
    sha256 text,
    statements_total integer NOT NULL DEFAULT 0,
    statements_done integer NOT NULL DEFAULT 0,
    duration interval,
    executed_by text NOT NULL DEFAULT session_user,
    executed_as text NOT NULL DEFAULT current_user,
    application text NOT NULL DEFAULT pg_catalog.current_setting('application_name'),
    host text NOT NULL,
    tool_version text NOT NULL,
    batch uuid NOT NULL,
    error text,
    error_sqlstate text,
    error_line integer,
    error_column integer
);

COMMENT ON TABLE {schema}.events IS 'schemactl history 1: what happened, never changed';
