-- What differs: +rule, -rule, rule.definition, rule.enabled

-- ===== up =====
CREATE OR REPLACE RULE changes AS
    ON INSERT TO public.t
   WHERE (new.x <> ''::text) DO ( INSERT INTO public.log (id)
  VALUES (new.id);
 UPDATE public.log SET id = 2;
);

CREATE RULE made AS
    ON UPDATE TO public.t
   WHERE (old.id > 0) DO  DELETE FROM public.log
  WHERE (log.id = old.id);

ALTER TABLE public.t ENABLE ALWAYS RULE made;
ALTER TABLE public.t ENABLE RULE off;
DROP RULE gone ON public.t;

-- ===== down =====
CREATE OR REPLACE RULE changes AS
    ON INSERT TO public.t DO  INSERT INTO public.log (id)
  VALUES (new.id);

CREATE RULE gone AS
    ON DELETE TO public.t DO INSTEAD NOTHING;

ALTER TABLE public.t DISABLE RULE off;
DROP RULE made ON public.t;
