-- What differs: +constraint, -constraint

-- ===== up =====
ALTER TABLE public.a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
ALTER TABLE public.a ADD CONSTRAINT x_once UNIQUE (x);
ALTER TABLE public.a ADD CONSTRAINT a_p_fkey FOREIGN KEY (p) REFERENCES public.parents(code) MATCH FULL ON UPDATE CASCADE ON DELETE SET DEFAULT;
ALTER TABLE public.a ADD CONSTRAINT x_positive CHECK ((x > 0)) NO INHERIT;
ALTER TABLE public.a ADD CONSTRAINT r_free EXCLUDE USING gist (r WITH &&) WHERE ((x > 10));
COMMENT ON INDEX public.r_free IS 'its index';
COMMENT ON CONSTRAINT r_free ON public.a IS 'one at a time';
ALTER TABLE public.a DROP CONSTRAINT x_small;

-- ===== down =====
ALTER TABLE public.a ADD CONSTRAINT x_small CHECK ((x < 100));
COMMENT ON CONSTRAINT x_small ON public.a IS 'small';
ALTER TABLE public.a DROP CONSTRAINT a_p_fkey;
ALTER TABLE public.a DROP CONSTRAINT a_pkey;
ALTER TABLE public.a DROP CONSTRAINT r_free;
ALTER TABLE public.a DROP CONSTRAINT x_once;
ALTER TABLE public.a DROP CONSTRAINT x_positive;
