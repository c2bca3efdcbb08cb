-- What differs: +column, +constraint, +default

-- ===== up =====
ALTER TABLE public.users ADD COLUMN name text;
ALTER TABLE public.users ADD COLUMN is_admin boolean NOT NULL DEFAULT false;
ALTER TABLE public.users ADD COLUMN created_at timestamp with time zone NOT NULL DEFAULT now();
ALTER TABLE public.users ADD COLUMN referrer bigint;
ALTER TABLE public.users ADD COLUMN age integer;
ALTER TABLE public.users ADD CONSTRAINT users_email_key UNIQUE (email);
ALTER TABLE public.users ADD CONSTRAINT users_referrer_fkey FOREIGN KEY (referrer) REFERENCES public.users(id) ON DELETE SET NULL;
ALTER TABLE public.users ADD CONSTRAINT users_age_check CHECK ((age >= 0));

-- ===== down =====
ALTER TABLE public.users DROP CONSTRAINT users_email_key;

-- WARNING: destroys the values of public.users.name.
ALTER TABLE public.users DROP COLUMN name;

-- WARNING: destroys the values of public.users.is_admin.
ALTER TABLE public.users DROP COLUMN is_admin;

-- WARNING: destroys the values of public.users.created_at.
ALTER TABLE public.users DROP COLUMN created_at;

-- WARNING: destroys the values of public.users.referrer.
ALTER TABLE public.users DROP COLUMN referrer;

-- WARNING: destroys the values of public.users.age.
ALTER TABLE public.users DROP COLUMN age;
