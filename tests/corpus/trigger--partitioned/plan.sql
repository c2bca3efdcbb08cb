-- What differs: +column, +table, +trigger, -trigger, trigger.enabled

-- ===== up =====
CREATE TRIGGER made AFTER UPDATE ON public.m FOR EACH ROW EXECUTE FUNCTION public.f();
CREATE TABLE public.m_2 PARTITION OF public.m FOR VALUES FROM (10) TO (20);
ALTER TABLE public.m_1 DISABLE TRIGGER stays;
CREATE TRIGGER own BEFORE DELETE ON public.m_2 FOR EACH ROW EXECUTE FUNCTION public.f();
DROP TRIGGER gone ON public.m;

-- ===== down =====
CREATE TRIGGER gone BEFORE INSERT ON public.m FOR EACH ROW EXECUTE FUNCTION public.f();
ALTER TABLE public.m_1 ENABLE TRIGGER stays;
DROP TRIGGER made ON public.m;

-- WARNING: destroys all rows of public.m_2.
DROP TABLE public.m_2;
