CREATE SUBSCRIPTION sub CONNECTION 'host=b' PUBLICATION p, q WITH (connect = false, slot_name = NONE, binary = true);
COMMENT ON SUBSCRIPTION sub IS 's';
