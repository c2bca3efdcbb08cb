-- What differs: +column, +event_trigger, +table, -event_trigger, event_trigger.comment, event_trigger.enabled, event_trigger.tags

-- ===== up =====
DROP EVENT TRIGGER gone;
DROP EVENT TRIGGER state;

CREATE TABLE public.t (
    id integer
);

CREATE EVENT TRIGGER made ON ddl_command_end
    WHEN TAG IN ('CREATE CAST')
    EXECUTE FUNCTION public.f();

ALTER EVENT TRIGGER made DISABLE;

CREATE EVENT TRIGGER state ON ddl_command_start
    WHEN TAG IN ('DROP SEQUENCE', 'CREATE CAST')
    EXECUTE FUNCTION public.g();

ALTER EVENT TRIGGER state ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER state IS 'state';

-- ===== down =====
DROP EVENT TRIGGER made;
DROP EVENT TRIGGER state;

-- WARNING: destroys all rows of public.t.
DROP TABLE public.t;

CREATE EVENT TRIGGER gone ON sql_drop
    EXECUTE FUNCTION public.g();

CREATE EVENT TRIGGER state ON ddl_command_start
    WHEN TAG IN ('DROP SEQUENCE')
    EXECUTE FUNCTION public.g();
