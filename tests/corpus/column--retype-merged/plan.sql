-- What differs: column.type, view.columns

-- ===== up =====
DROP VIEW public.late;

ALTER TABLE public.stamp
    ALTER COLUMN at TYPE timestamp with time zone,
    ALTER COLUMN n TYPE bigint;

ALTER TABLE public.top ALTER COLUMN x TYPE bigint;

CREATE VIEW public.late AS
 SELECT n
   FROM public.grandkid;

-- ===== down =====
DROP VIEW public.late;

-- WARNING: fails on values of public.stamp.n that are no integer; find them: SELECT * FROM public.stamp WHERE n NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.stamp
    ALTER COLUMN at TYPE timestamp without time zone,
    ALTER COLUMN n TYPE integer;

-- WARNING: fails on values of public.top.x that are no integer; find them: SELECT * FROM public.top WHERE x NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.top ALTER COLUMN x TYPE integer;

CREATE VIEW public.late AS
 SELECT n
   FROM public.grandkid;
