-- What differs: constraint.definition

-- ===== up =====
ALTER TABLE public.a DROP CONSTRAINT x_small;
ALTER TABLE public.a ADD CONSTRAINT x_small CHECK ((x < 100));
ALTER TABLE public.b DROP CONSTRAINT b_y_fkey;
ALTER TABLE public.a DROP CONSTRAINT y_once;
ALTER TABLE public.a ADD CONSTRAINT y_once UNIQUE (y) INCLUDE (z);
COMMENT ON CONSTRAINT y_once ON public.a IS 'once';
ALTER TABLE public.b ADD CONSTRAINT b_y_fkey FOREIGN KEY (y) REFERENCES public.a(y) ON DELETE SET NULL;

-- ===== down =====
ALTER TABLE public.a DROP CONSTRAINT x_small;
ALTER TABLE public.a ADD CONSTRAINT x_small CHECK ((x < 10));
ALTER TABLE public.b DROP CONSTRAINT b_y_fkey;
ALTER TABLE public.a DROP CONSTRAINT y_once;
ALTER TABLE public.a ADD CONSTRAINT y_once UNIQUE (y);
COMMENT ON CONSTRAINT y_once ON public.a IS 'once';
ALTER TABLE public.b ADD CONSTRAINT b_y_fkey FOREIGN KEY (y) REFERENCES public.a(y) ON DELETE CASCADE;
