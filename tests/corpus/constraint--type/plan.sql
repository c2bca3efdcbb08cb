-- What differs: +column, constraint.definition, constraint.index_valid, constraint.options, constraint.type, index.definition, index.on_table, statistics.definition, statistics.on_table

-- ===== up =====
ALTER TABLE public.b ADD COLUMN y integer;
DROP STATISTICS public.stat;
CREATE STATISTICS public.stat ON x, y FROM public.b;
ALTER TABLE public.a DROP CONSTRAINT a_key;
ALTER TABLE public.a ADD CONSTRAINT a_key PRIMARY KEY (id);
ALTER TABLE public.a DROP CONSTRAINT a_x;
ALTER TABLE public.a ADD CONSTRAINT a_x UNIQUE (x);
DROP INDEX public.on_x;
CREATE INDEX on_x ON public.b USING btree (x);

-- ===== down =====
DROP INDEX public.on_x;
CREATE INDEX on_x ON public.a USING btree (x);
ALTER TABLE public.a DROP CONSTRAINT a_key;
ALTER TABLE public.a ADD CONSTRAINT a_key UNIQUE (id);
ALTER TABLE public.a DROP CONSTRAINT a_x;
ALTER TABLE public.a ADD CONSTRAINT a_x CHECK ((x > 0));

-- WARNING: destroys the values of public.b.y.
ALTER TABLE public.b DROP COLUMN y;

CREATE STATISTICS public.stat ON id, x FROM public.a;
