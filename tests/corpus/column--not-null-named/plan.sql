-- What differs: column.not_null, column.not_null_constraint

-- ===== up =====
ALTER TABLE public.people RENAME CONSTRAINT a_is_there TO people_a_not_null;
ALTER TABLE public.people RENAME CONSTRAINT b_there TO b_is_there;
ALTER TABLE public.people ADD CONSTRAINT c_is_there NOT NULL c;
ALTER TABLE public.people ALTER COLUMN d DROP NOT NULL;
ALTER TABLE public.people VALIDATE CONSTRAINT e_there;
ALTER TABLE public.people ALTER CONSTRAINT f_there INHERIT;

-- ===== down =====
ALTER TABLE public.people RENAME CONSTRAINT people_a_not_null TO a_is_there;
ALTER TABLE public.people RENAME CONSTRAINT b_is_there TO b_there;
ALTER TABLE public.people ALTER COLUMN c DROP NOT NULL;
ALTER TABLE public.people ALTER COLUMN d SET NOT NULL;
ALTER TABLE public.people ALTER COLUMN e DROP NOT NULL;
ALTER TABLE public.people ADD CONSTRAINT e_there NOT NULL e NOT VALID;
ALTER TABLE public.people ALTER CONSTRAINT f_there NO INHERIT;
