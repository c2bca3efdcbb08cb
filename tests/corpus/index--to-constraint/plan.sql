-- What differs: +constraint, +index, -constraint, -index

-- ===== up =====
DROP INDEX public.a_x;
ALTER TABLE public.a ADD CONSTRAINT a_x UNIQUE (x);
ALTER TABLE public.a DROP CONSTRAINT a_y;
CREATE UNIQUE INDEX a_y ON public.a USING btree (y);

-- ===== down =====
DROP INDEX public.a_y;
ALTER TABLE public.a ADD CONSTRAINT a_y UNIQUE (y);
ALTER TABLE public.a DROP CONSTRAINT a_x;
CREATE UNIQUE INDEX a_x ON public.a USING btree (x);
