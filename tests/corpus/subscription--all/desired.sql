-- Subscriptions without ever connecting.
CREATE SUBSCRIPTION changes CONNECTION 'host=b dbname=b' PUBLICATION p, q WITH (connect = false, slot_name = NONE, streaming = on, synchronous_commit = 'on');
COMMENT ON SUBSCRIPTION changes IS 'changes';
CREATE SUBSCRIPTION made CONNECTION 'host=c' PUBLICATION r WITH (connect = false);
