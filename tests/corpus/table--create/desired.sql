-- A table with all that can stand inside it, and what has to stand after it.
CREATE SCHEMA app;
CREATE TYPE app.state AS ENUM ('new', 'done');
CREATE TABLE app.projects (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    slug text NOT NULL CONSTRAINT projects_slug UNIQUE CHECK (slug <> ''),
    parent_id uuid REFERENCES app.projects (id),
    lead_id bigint
);
CREATE TABLE app.people (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id uuid NOT NULL REFERENCES app.projects ON DELETE CASCADE,
    state app.state NOT NULL DEFAULT 'new',
    joined date NOT NULL DEFAULT CURRENT_DATE,
    left_on date,
    number serial,
    EXCLUDE USING gist (daterange(joined, left_on) WITH &&),
    UNIQUE (project_id, number),
    CONSTRAINT stays CHECK (joined < left_on)
);
ALTER TABLE app.projects ADD CONSTRAINT projects_lead FOREIGN KEY (lead_id) REFERENCES app.people (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX people_state ON app.people (state) WHERE state = 'new';
COMMENT ON TABLE app.people IS 'who works here';
COMMENT ON COLUMN app.people.joined IS 'first day';
COMMENT ON CONSTRAINT stays ON app.people IS 'nobody leaves before';
COMMENT ON INDEX app.people_state IS 'the new ones';
GRANT SELECT, INSERT ON app.people TO reader;
