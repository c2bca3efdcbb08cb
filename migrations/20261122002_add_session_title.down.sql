-- WARNING: destroys the values of public.sessions.title.
ALTER TABLE public.sessions DROP COLUMN title;
