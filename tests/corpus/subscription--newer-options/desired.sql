-- Options that came later.
-- since: 16
CREATE SUBSCRIPTION s CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE, origin = none, disable_on_error = true, run_as_owner = true, password_required = false);
