-- Written by schemactl, proven on Postgres 18.6: up, down and up again.

ALTER TABLE public.sessions ADD COLUMN title text;
