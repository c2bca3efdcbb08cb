-- WARNING: destroys all rows of public.api_keys.
DROP TABLE public.api_keys;

-- WARNING: destroys all rows of public.files.
DROP TABLE public.files;

-- WARNING: destroys all rows of public.runs.
DROP TABLE public.runs;

-- WARNING: destroys all rows of public.session_share_invites.
DROP TABLE public.session_share_invites;

-- WARNING: destroys all rows of public.session_shares.
DROP TABLE public.session_shares;

-- WARNING: destroys all rows of public.sessions.
DROP TABLE public.sessions;

-- WARNING: destroys all rows of public.web_sessions.
DROP TABLE public.web_sessions;

-- WARNING: destroys all rows of public.users.
DROP TABLE public.users;
