-- What differs: +constraint, constraint.definition

-- ===== up =====
ALTER TABLE public.a ADD CONSTRAINT a_id_key UNIQUE (id);
ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;
ALTER TABLE public.a DROP CONSTRAINT a_pkey;
ALTER TABLE public.a ADD CONSTRAINT a_pkey PRIMARY KEY (x, id);
ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a(id);

-- ===== down =====
ALTER TABLE public.a DROP CONSTRAINT a_pkey;
ALTER TABLE public.a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;
ALTER TABLE public.a DROP CONSTRAINT a_id_key;
ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a(id);
