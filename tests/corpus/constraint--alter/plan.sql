-- What differs: constraint.deferrable, constraint.deferred, constraint.definition, constraint.validated

-- ===== up =====
ALTER TABLE public.a VALIDATE CONSTRAINT p_there;
ALTER TABLE public.a ALTER CONSTRAINT q_there DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public.a ALTER CONSTRAINT r_there DEFERRABLE;
ALTER TABLE public.a VALIDATE CONSTRAINT x_positive;

-- ===== down =====
ALTER TABLE public.a ALTER CONSTRAINT q_there NOT DEFERRABLE;
ALTER TABLE public.a ALTER CONSTRAINT r_there DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public.a DROP CONSTRAINT p_there;
ALTER TABLE public.a ADD CONSTRAINT p_there FOREIGN KEY (p) REFERENCES public.parents(id) NOT VALID;
ALTER TABLE public.a DROP CONSTRAINT x_positive;
ALTER TABLE public.a ADD CONSTRAINT x_positive CHECK ((x > 0)) NOT VALID;
