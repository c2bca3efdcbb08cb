-- What differs: +column, +constraint, +default, +index, -column, -index, column.not_null, column.type

-- ===== up =====
ALTER TABLE public.m ALTER COLUMN v TYPE bigint;
ALTER TABLE public.m ALTER COLUMN v SET NOT NULL;
ALTER TABLE public.m ADD COLUMN fresh text;
ALTER TABLE public.m ALTER COLUMN v SET DEFAULT 0;
ALTER TABLE public.m ADD CONSTRAINT m_pkey PRIMARY KEY (id, k);
ALTER TABLE public.m ADD CONSTRAINT m_v_check CHECK ((v >= 0));
CREATE INDEX m_fresh ON public.m USING btree (fresh);

-- WARNING: destroys the values of public.m.old.
ALTER TABLE public.m DROP COLUMN old;

-- ===== down =====
-- WARNING: this cannot bring back the values of public.m.old.

ALTER TABLE public.m ADD COLUMN old text;
CREATE INDEX m_old ON public.m USING btree (old);
ALTER TABLE public.m DROP CONSTRAINT m_pkey;
ALTER TABLE public.m DROP CONSTRAINT m_v_check;
ALTER TABLE public.m ALTER COLUMN v DROP DEFAULT;

-- WARNING: fails on values of public.m.v that are no integer; find them: SELECT * FROM public.m WHERE v NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.m ALTER COLUMN v TYPE integer;

ALTER TABLE public.m ALTER COLUMN v DROP NOT NULL;

-- WARNING: destroys the values of public.m.fresh.
ALTER TABLE public.m DROP COLUMN fresh;
