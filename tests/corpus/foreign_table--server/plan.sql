-- What differs: foreign_table.server, server.type

-- ===== up =====
DROP VIEW public.v;
DROP FOREIGN TABLE public.t;
DROP FOREIGN TABLE public.u;
DROP SERVER two;
CREATE SERVER two TYPE 'b' FOREIGN DATA WRAPPER w;

CREATE FOREIGN TABLE public.t (
    id integer
) SERVER two;

CREATE FOREIGN TABLE public.u (
    id integer
) SERVER two;

CREATE VIEW public.v AS
 SELECT id
   FROM public.t;

-- ===== down =====
DROP VIEW public.v;
DROP FOREIGN TABLE public.t;

CREATE FOREIGN TABLE public.t (
    id integer
) SERVER one;

CREATE VIEW public.v AS
 SELECT id
   FROM public.t;

DROP FOREIGN TABLE public.u;
DROP SERVER two;
CREATE SERVER two TYPE 'a' FOREIGN DATA WRAPPER w;

CREATE FOREIGN TABLE public.u (
    id integer
) SERVER two;
