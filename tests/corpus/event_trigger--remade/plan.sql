-- What differs: event_trigger.event, event_trigger.function

-- ===== up =====
DROP EVENT TRIGGER a;
DROP EVENT TRIGGER b;

CREATE EVENT TRIGGER a ON table_rewrite
    EXECUTE FUNCTION public.f();

COMMENT ON EVENT TRIGGER a IS 'said';

CREATE EVENT TRIGGER b ON sql_drop
    EXECUTE FUNCTION public.g();

-- ===== down =====
DROP EVENT TRIGGER a;
DROP EVENT TRIGGER b;

CREATE EVENT TRIGGER a ON sql_drop
    EXECUTE FUNCTION public.f();

COMMENT ON EVENT TRIGGER a IS 'said';

CREATE EVENT TRIGGER b ON sql_drop
    EXECUTE FUNCTION public.f();
