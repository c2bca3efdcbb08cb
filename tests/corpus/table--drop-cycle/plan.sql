-- What differs: -column, -constraint, -function, -table, -trigger, -view

-- ===== up =====
DROP VIEW public.ab;
ALTER TABLE public.a DROP CONSTRAINT a_b;

-- WARNING: destroys all rows of public.b.
DROP TABLE public.b;

-- WARNING: destroys all rows of public.a.
DROP TABLE public.a;

DROP FUNCTION public.touch();

-- ===== down =====
-- WARNING: this cannot bring back
--   all rows of public.b
--   all rows of public.a

SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.touch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$BEGIN RETURN NEW; END$function$;

CREATE TABLE public.a (
    id integer NOT NULL,
    b_id integer,
    CONSTRAINT a_pkey PRIMARY KEY (id)
);

CREATE TABLE public.b (
    id integer NOT NULL,
    a_id integer,
    CONSTRAINT b_pkey PRIMARY KEY (id),
    CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES public.a(id)
);

ALTER TABLE public.a ADD CONSTRAINT a_b FOREIGN KEY (b_id) REFERENCES public.b(id);

CREATE VIEW public.ab AS
 SELECT a.id,
    b.id AS other
   FROM (public.a
     JOIN public.b ON ((b.a_id = a.id)));

CREATE TRIGGER touched BEFORE UPDATE ON public.a FOR EACH ROW EXECUTE FUNCTION public.touch();
