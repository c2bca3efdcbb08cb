-- What differs: constraint.definition, index.definition

-- ===== up =====
DROP INDEX public.a_x;
CREATE UNIQUE INDEX a_x ON public.a USING btree (x);
ALTER TABLE public.a DROP CONSTRAINT x_once;
ALTER TABLE public.a ADD CONSTRAINT x_once UNIQUE NULLS NOT DISTINCT (x);
ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;
ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a(id) ON DELETE SET NULL (a_id);

-- ===== down =====
DROP INDEX public.a_x;
CREATE UNIQUE INDEX a_x ON public.a USING btree (x) NULLS NOT DISTINCT;
ALTER TABLE public.a DROP CONSTRAINT x_once;
ALTER TABLE public.a ADD CONSTRAINT x_once UNIQUE (x);
ALTER TABLE public.b DROP CONSTRAINT b_a_id_fkey;
ALTER TABLE public.b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a(id) ON DELETE SET NULL;
