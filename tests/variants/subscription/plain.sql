CREATE SUBSCRIPTION sub CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE);
