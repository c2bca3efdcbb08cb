-- What differs: column.type

-- ===== up =====
ALTER TABLE public.b DROP CONSTRAINT bfk;

-- WARNING: fails on values of public.a.x that are no uuid; find them: SELECT * FROM public.a WHERE NOT pg_input_is_valid(x::text, 'uuid')
ALTER TABLE public.a ALTER COLUMN x TYPE uuid USING x::uuid;

-- WARNING: fails on values of public.b.ax that are no uuid; find them: SELECT * FROM public.b WHERE NOT pg_input_is_valid(ax::text, 'uuid')
ALTER TABLE public.b ALTER COLUMN ax TYPE uuid USING ax::uuid;

ALTER TABLE public.b ADD CONSTRAINT bfk FOREIGN KEY (ax, ay) REFERENCES public.a(x, y) MATCH FULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT bfk ON public.b IS 'the one';

-- ===== down =====
ALTER TABLE public.b DROP CONSTRAINT bfk;
ALTER TABLE public.a ALTER COLUMN x TYPE character varying(36);
ALTER TABLE public.b ALTER COLUMN ax TYPE character varying(36);
ALTER TABLE public.b ADD CONSTRAINT bfk FOREIGN KEY (ax, ay) REFERENCES public.a(x, y) MATCH FULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
COMMENT ON CONSTRAINT bfk ON public.b IS 'the one';
