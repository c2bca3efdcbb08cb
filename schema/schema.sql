-- Confab keeps what a coding agent did: a session is one conversation, made of runs, each with the files it left.
-- This file is the whole desired state. Edit it, then: schemactl diff NAME

-- People and how they come in

CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    name text NOT NULL DEFAULT '',
    avatar_url text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- One account for an address, however its owner capitalises it.
CREATE UNIQUE INDEX users_email_idx ON users (lower(email));

CREATE TABLE web_sessions (
    id text PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CHECK (expires_at > created_at)
);

CREATE INDEX web_sessions_user_id_idx ON web_sessions (user_id);
CREATE INDEX web_sessions_expires_at_idx ON web_sessions (expires_at);

COMMENT ON TABLE web_sessions IS 'Browser logins; not to be confused with sessions, the recorded conversations';
COMMENT ON COLUMN web_sessions.id IS 'SHA-256 of the cookie, never the cookie itself';

CREATE TABLE api_keys (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name text NOT NULL,
    key_hash text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz
);

CREATE INDEX api_keys_user_id_idx ON api_keys (user_id);

COMMENT ON COLUMN api_keys.key_hash IS 'SHA-256 of the key, which its owner saw once';

-- What was recorded

CREATE TABLE sessions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    external_id text NOT NULL,
    title text,
    first_seen timestamptz NOT NULL DEFAULT now(),
    last_seen timestamptz NOT NULL DEFAULT now(),
    UNIQUE (user_id, external_id)
);

CREATE INDEX sessions_user_id_last_seen_idx ON sessions (user_id, last_seen DESC);

COMMENT ON COLUMN sessions.external_id IS 'The agent''s own name for the session; unique for one user only';

CREATE TABLE runs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    cwd text NOT NULL,
    transcript_path text NOT NULL,
    reason text,
    git_info jsonb,
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
);

CREATE INDEX runs_session_id_started_at_idx ON runs (session_id, started_at);
CREATE INDEX runs_git_info_idx ON runs USING gin (git_info jsonb_path_ops);

COMMENT ON COLUMN runs.git_info IS 'Repository, branch, commit and uncommitted changes at the start of the run, if it was in a repository';

CREATE TABLE files (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id bigint NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    path text NOT NULL,
    type text NOT NULL CHECK (type IN ('transcript', 'agent', 'todo')),
    size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
    object_key text,
    uploaded_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX files_run_id_idx ON files (run_id);
-- The uploader's queue: small, whatever the size of the table.
CREATE INDEX files_not_uploaded_idx ON files (created_at) WHERE uploaded_at IS NULL;

-- Who else may read it

CREATE TABLE session_shares (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    created_by bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token text NOT NULL UNIQUE,
    visibility text NOT NULL DEFAULT 'private' CHECK (visibility IN ('public', 'private')),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    last_accessed_at timestamptz
);

CREATE INDEX session_shares_session_id_idx ON session_shares (session_id);
CREATE INDEX session_shares_created_by_idx ON session_shares (created_by);

COMMENT ON COLUMN session_shares.visibility IS 'public: whoever has the link; private: those invited';

CREATE TABLE session_share_invites (
    share_id bigint NOT NULL REFERENCES session_shares (id) ON DELETE CASCADE,
    email text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (share_id, email)
);

CREATE INDEX session_share_invites_email_idx ON session_share_invites (lower(email));
