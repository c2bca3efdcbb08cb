-- What differs: +trigger, trigger.definition, trigger.parent_trigger

-- ===== up =====
DROP TRIGGER touched ON public.p_one;
CREATE TRIGGER touched BEFORE INSERT ON public.p FOR EACH ROW EXECUTE FUNCTION public.touch();

-- ===== down =====
DROP TRIGGER touched ON public.p;
CREATE TRIGGER touched BEFORE UPDATE ON public.p_one FOR EACH ROW EXECUTE FUNCTION public.touch();
