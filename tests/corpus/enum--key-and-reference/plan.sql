-- What differs: enum.labels

-- ===== up =====
-- enum public.e is rebuilt; its columns are moved over to it.
ALTER TYPE public.e RENAME TO e__schemactl_old;

CREATE TYPE public.e AS ENUM ('c', 'a');
ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;

-- WARNING: fails on values of public.a.id that are no public.e; find them: SELECT * FROM public.a WHERE id::text NOT IN ('c', 'a')
ALTER TABLE public.a ALTER COLUMN id TYPE public.e USING id::text::public.e;

-- WARNING: fails on values of public.b.a_id that are no public.e; find them: SELECT * FROM public.b WHERE a_id::text NOT IN ('c', 'a')
ALTER TABLE public.b ALTER COLUMN a_id TYPE public.e USING a_id::text::public.e;

ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a(id);
DROP TYPE public.e__schemactl_old;

-- ===== down =====
-- enum public.e is rebuilt; its columns are moved over to it.
ALTER TYPE public.e RENAME TO e__schemactl_old;

CREATE TYPE public.e AS ENUM ('a', 'b', 'c');
ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;
ALTER TABLE public.a ALTER COLUMN id TYPE public.e USING id::text::public.e;
ALTER TABLE public.b ALTER COLUMN a_id TYPE public.e USING a_id::text::public.e;
ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a(id);
DROP TYPE public.e__schemactl_old;
