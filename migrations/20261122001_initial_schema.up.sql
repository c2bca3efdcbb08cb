-- Written by schemactl, proven on Postgres 18.6: up, down and up again.

CREATE TABLE public.users (
    id bigint GENERATED ALWAYS AS IDENTITY,
    email text NOT NULL,
    name text NOT NULL DEFAULT ''::text,
    avatar_url text,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    updated_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT users_pkey PRIMARY KEY (id)
);

CREATE TABLE public.api_keys (
    id bigint GENERATED ALWAYS AS IDENTITY,
    user_id bigint NOT NULL,
    name text NOT NULL,
    key_hash text NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    last_used_at timestamp with time zone,
    CONSTRAINT api_keys_pkey PRIMARY KEY (id),
    CONSTRAINT api_keys_key_hash_key UNIQUE (key_hash),
    CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE
);

CREATE TABLE public.sessions (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id bigint NOT NULL,
    external_id text NOT NULL,
    first_seen timestamp with time zone NOT NULL DEFAULT now(),
    last_seen timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT sessions_pkey PRIMARY KEY (id),
    CONSTRAINT sessions_user_id_external_id_key UNIQUE (user_id, external_id),
    CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE
);

CREATE TABLE public.web_sessions (
    id text NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT web_sessions_pkey PRIMARY KEY (id),
    CONSTRAINT web_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE,
    CONSTRAINT web_sessions_check CHECK ((expires_at > created_at))
);

COMMENT ON TABLE public.web_sessions IS 'Browser logins; not to be confused with sessions, the recorded conversations';
COMMENT ON COLUMN public.sessions.external_id IS 'The agent''s own name for the session; unique for one user only';
COMMENT ON COLUMN public.web_sessions.id IS 'SHA-256 of the cookie, never the cookie itself';
COMMENT ON COLUMN public.api_keys.key_hash IS 'SHA-256 of the key, which its owner saw once';

CREATE TABLE public.runs (
    id bigint GENERATED ALWAYS AS IDENTITY,
    session_id uuid NOT NULL,
    cwd text NOT NULL,
    transcript_path text NOT NULL,
    reason text,
    git_info jsonb,
    started_at timestamp with time zone NOT NULL DEFAULT now(),
    ended_at timestamp with time zone,
    CONSTRAINT runs_pkey PRIMARY KEY (id),
    CONSTRAINT runs_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE
);

CREATE TABLE public.session_shares (
    id bigint GENERATED ALWAYS AS IDENTITY,
    session_id uuid NOT NULL,
    created_by bigint NOT NULL,
    token text NOT NULL,
    visibility text NOT NULL DEFAULT 'private'::text,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    expires_at timestamp with time zone,
    last_accessed_at timestamp with time zone,
    CONSTRAINT session_shares_pkey PRIMARY KEY (id),
    CONSTRAINT session_shares_token_key UNIQUE (token),
    CONSTRAINT session_shares_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.users(id) ON DELETE CASCADE,
    CONSTRAINT session_shares_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE,
    CONSTRAINT session_shares_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'private'::text])))
);

COMMENT ON COLUMN public.runs.git_info IS 'Repository, branch, commit and uncommitted changes at the start of the run, if it was in a repository';
COMMENT ON COLUMN public.session_shares.visibility IS 'public: whoever has the link; private: those invited';

CREATE TABLE public.files (
    id bigint GENERATED ALWAYS AS IDENTITY,
    run_id bigint NOT NULL,
    path text NOT NULL,
    type text NOT NULL,
    size_bytes bigint NOT NULL,
    object_key text,
    uploaded_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT files_pkey PRIMARY KEY (id),
    CONSTRAINT files_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id) ON DELETE CASCADE,
    CONSTRAINT files_size_bytes_check CHECK ((size_bytes >= 0)),
    CONSTRAINT files_type_check CHECK ((type = ANY (ARRAY['transcript'::text, 'agent'::text, 'todo'::text])))
);

CREATE TABLE public.session_share_invites (
    share_id bigint NOT NULL,
    email text NOT NULL,
    created_at timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT session_share_invites_pkey PRIMARY KEY (share_id, email),
    CONSTRAINT session_share_invites_share_id_fkey FOREIGN KEY (share_id) REFERENCES public.session_shares(id) ON DELETE CASCADE
);

CREATE INDEX api_keys_user_id_idx ON public.api_keys USING btree (user_id);
CREATE INDEX files_not_uploaded_idx ON public.files USING btree (created_at) WHERE (uploaded_at IS NULL);
CREATE INDEX files_run_id_idx ON public.files USING btree (run_id);
CREATE INDEX runs_git_info_idx ON public.runs USING gin (git_info jsonb_path_ops);
CREATE INDEX runs_session_id_started_at_idx ON public.runs USING btree (session_id, started_at);
CREATE INDEX session_share_invites_email_idx ON public.session_share_invites USING btree (lower(email));
CREATE INDEX session_shares_created_by_idx ON public.session_shares USING btree (created_by);
CREATE INDEX session_shares_session_id_idx ON public.session_shares USING btree (session_id);
CREATE INDEX sessions_user_id_last_seen_idx ON public.sessions USING btree (user_id, last_seen DESC);
CREATE UNIQUE INDEX users_email_idx ON public.users USING btree (lower(email));
CREATE INDEX web_sessions_expires_at_idx ON public.web_sessions USING btree (expires_at);
CREATE INDEX web_sessions_user_id_idx ON public.web_sessions USING btree (user_id);
