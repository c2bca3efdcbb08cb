-- What differs: trigger.constraint, trigger.definition

-- ===== up =====
DROP TRIGGER a ON public.t;
CREATE CONSTRAINT TRIGGER a AFTER INSERT ON public.t NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION public.f();

-- ===== down =====
DROP TRIGGER a ON public.t;
CREATE TRIGGER a AFTER INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.f();
