-- What differs: column.type

-- ===== up =====
ALTER TABLE public.b DROP CONSTRAINT b_id_fkey;

-- WARNING: fails on values of public.a.id that are no uuid; find them: SELECT * FROM public.a WHERE NOT pg_input_is_valid(id::text, 'uuid')
ALTER TABLE public.a ALTER COLUMN id TYPE uuid USING id::uuid;

ALTER TABLE public.c DROP CONSTRAINT c_id_fkey;
ALTER TABLE public.d DROP CONSTRAINT d_c_id_fkey;

-- WARNING: fails on values of public.c.id that are no uuid; find them: SELECT * FROM public.c WHERE NOT pg_input_is_valid(id::text, 'uuid')
ALTER TABLE public.c ALTER COLUMN id TYPE uuid USING id::uuid;

ALTER TABLE public.d DROP CONSTRAINT to_b;

-- WARNING: fails on values of public.d.c_id that are no uuid; find them: SELECT * FROM public.d WHERE NOT pg_input_is_valid(c_id::text, 'uuid')
-- WARNING: fails on values of public.d.b_id that are no uuid; find them: SELECT * FROM public.d WHERE NOT pg_input_is_valid(b_id::text, 'uuid')
ALTER TABLE public.d
    ALTER COLUMN c_id TYPE uuid USING c_id::uuid,
    ALTER COLUMN b_id TYPE uuid USING b_id::uuid;

ALTER TABLE public.d ADD CONSTRAINT d_c_id_fkey FOREIGN KEY (c_id) REFERENCES public.c(id);

-- WARNING: fails on values of public.b.id that are no uuid; find them: SELECT * FROM public.b WHERE NOT pg_input_is_valid(id::text, 'uuid')
ALTER TABLE public.b ALTER COLUMN id TYPE uuid USING id::uuid;

ALTER TABLE public.b ADD CONSTRAINT b_id_fkey FOREIGN KEY (id) REFERENCES public.a(id);
ALTER TABLE public.c ADD CONSTRAINT c_id_fkey FOREIGN KEY (id) REFERENCES public.b(id) ON DELETE CASCADE;
ALTER TABLE public.d ADD CONSTRAINT to_b FOREIGN KEY (b_id) REFERENCES public.b(id) NOT VALID;

-- ===== down =====
ALTER TABLE public.b DROP CONSTRAINT b_id_fkey;
ALTER TABLE public.a ALTER COLUMN id TYPE text;
ALTER TABLE public.c DROP CONSTRAINT c_id_fkey;
ALTER TABLE public.d DROP CONSTRAINT d_c_id_fkey;
ALTER TABLE public.c ALTER COLUMN id TYPE text;
ALTER TABLE public.d DROP CONSTRAINT to_b;

ALTER TABLE public.d
    ALTER COLUMN c_id TYPE text,
    ALTER COLUMN b_id TYPE text;

ALTER TABLE public.d ADD CONSTRAINT d_c_id_fkey FOREIGN KEY (c_id) REFERENCES public.c(id);
ALTER TABLE public.b ALTER COLUMN id TYPE text;
ALTER TABLE public.b ADD CONSTRAINT b_id_fkey FOREIGN KEY (id) REFERENCES public.a(id);
ALTER TABLE public.c ADD CONSTRAINT c_id_fkey FOREIGN KEY (id) REFERENCES public.b(id) ON DELETE CASCADE;
ALTER TABLE public.d ADD CONSTRAINT to_b FOREIGN KEY (b_id) REFERENCES public.b(id) NOT VALID;
