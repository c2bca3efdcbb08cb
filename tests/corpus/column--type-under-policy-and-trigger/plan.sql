-- What differs: column.type

-- ===== up =====
DROP POLICY own ON public.documents;
DROP TRIGGER noted ON public.documents;
ALTER TABLE public.documents ALTER COLUMN owner_id TYPE bigint;
CREATE TRIGGER noted BEFORE UPDATE OF owner_id ON public.documents FOR EACH ROW WHEN ((old.owner_id IS DISTINCT FROM new.owner_id)) EXECUTE FUNCTION public.note();
ALTER TABLE public.documents DISABLE TRIGGER noted;
CREATE POLICY own ON public.documents FOR SELECT TO reader USING ((owner_id = 1));
COMMENT ON POLICY own ON public.documents IS 'their own';

-- ===== down =====
DROP POLICY own ON public.documents;
DROP TRIGGER noted ON public.documents;

-- WARNING: fails on values of public.documents.owner_id that are no integer; find them: SELECT * FROM public.documents WHERE owner_id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.documents ALTER COLUMN owner_id TYPE integer;

CREATE TRIGGER noted BEFORE UPDATE OF owner_id ON public.documents FOR EACH ROW WHEN ((old.owner_id IS DISTINCT FROM new.owner_id)) EXECUTE FUNCTION public.note();
ALTER TABLE public.documents DISABLE TRIGGER noted;
CREATE POLICY own ON public.documents FOR SELECT TO reader USING ((owner_id = 1));
COMMENT ON POLICY own ON public.documents IS 'their own';
