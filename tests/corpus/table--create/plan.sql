-- What differs: +column, +constraint, +default, +enum, +index, +sequence, +table

-- ===== up =====
CREATE TYPE app.state AS ENUM ('new', 'done');
CREATE SEQUENCE app.people_number_seq AS integer;

CREATE TABLE app.people (
    id bigint GENERATED ALWAYS AS IDENTITY,
    project_id uuid NOT NULL,
    state app.state NOT NULL DEFAULT 'new'::app.state,
    joined date NOT NULL DEFAULT CURRENT_DATE,
    left_on date,
    number integer NOT NULL DEFAULT nextval('app.people_number_seq'::regclass),
    CONSTRAINT people_pkey PRIMARY KEY (id),
    CONSTRAINT people_project_id_number_key UNIQUE (project_id, number),
    CONSTRAINT stays CHECK ((joined < left_on)),
    CONSTRAINT people_daterange_excl EXCLUDE USING gist (daterange(joined, left_on) WITH &&)
);

ALTER SEQUENCE app.people_number_seq OWNED BY app.people.number;
GRANT INSERT, SELECT ON TABLE app.people TO reader;
COMMENT ON TABLE app.people IS 'who works here';
COMMENT ON COLUMN app.people.joined IS 'first day';
COMMENT ON CONSTRAINT stays ON app.people IS 'nobody leaves before';
CREATE INDEX people_state ON app.people USING btree (state) WHERE (state = 'new'::app.state);
COMMENT ON INDEX app.people_state IS 'the new ones';

CREATE TABLE app.projects (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    slug text NOT NULL,
    parent_id uuid,
    lead_id bigint,
    CONSTRAINT projects_pkey PRIMARY KEY (id),
    CONSTRAINT projects_slug UNIQUE (slug),
    CONSTRAINT projects_lead FOREIGN KEY (lead_id) REFERENCES app.people(id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT projects_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES app.projects(id),
    CONSTRAINT projects_slug_check CHECK ((slug <> ''::text))
);

ALTER TABLE app.people ADD CONSTRAINT people_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.projects(id) ON DELETE CASCADE;

-- ===== down =====
ALTER TABLE app.people DROP CONSTRAINT people_project_id_fkey;

-- WARNING: destroys all rows of app.projects.
DROP TABLE app.projects;

-- WARNING: destroys all rows of app.people.
DROP TABLE app.people;

DROP TYPE app.state;
