-- What differs: +column, -column, statistics.definition

-- ===== up =====
ALTER TABLE public.p ADD COLUMN c integer;

-- WARNING: destroys the values of public.p.a.
ALTER TABLE public.p DROP COLUMN a;

CREATE STATISTICS public.ps ON b, c FROM public.p;
CREATE STATISTICS public.ps1 ON b, c FROM public.p1;

-- ===== down =====
-- WARNING: this cannot bring back the values of public.p.a.

ALTER TABLE public.p ADD COLUMN a integer;

-- WARNING: destroys the values of public.p.c.
ALTER TABLE public.p DROP COLUMN c;

CREATE STATISTICS public.ps ON a, b FROM public.p;
CREATE STATISTICS public.ps1 ON a, b FROM public.p1;
