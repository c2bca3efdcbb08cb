-- What differs: +column, +table, +view

-- ===== up =====
CREATE TABLE public.given (
    id integer
);

CREATE TABLE public.taken (
    id integer
);

REVOKE SELECT ON TABLE public.taken FROM reader;

CREATE VIEW public.other AS
 SELECT id
   FROM public.given;

REVOKE SELECT ON TABLE public.other FROM reader;
GRANT INSERT ON TABLE public.other TO writer;

-- ===== down =====
DROP VIEW public.other;

-- WARNING: destroys all rows of public.given.
DROP TABLE public.given;

-- WARNING: destroys all rows of public.taken.
DROP TABLE public.taken;
