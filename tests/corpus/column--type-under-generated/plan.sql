-- What differs: column.type

-- ===== up =====
ALTER TABLE public.boxes DROP COLUMN area;
ALTER TABLE public.boxes ALTER COLUMN w TYPE bigint;
ALTER TABLE public.boxes ADD COLUMN area bigint GENERATED ALWAYS AS (w * h) STORED;
CREATE INDEX boxes_area ON public.boxes USING btree (area);

-- ===== down =====
ALTER TABLE public.boxes DROP COLUMN area;

-- WARNING: fails on values of public.boxes.w that are no integer; find them: SELECT * FROM public.boxes WHERE w NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.boxes ALTER COLUMN w TYPE integer;

ALTER TABLE public.boxes ADD COLUMN area integer GENERATED ALWAYS AS (w * h) STORED;
CREATE INDEX boxes_area ON public.boxes USING btree (area);
