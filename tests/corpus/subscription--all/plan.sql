-- What differs: +subscription, -subscription, subscription.binary, subscription.comment, subscription.connection, subscription.publications, subscription.slot_name, subscription.streaming, subscription.synchronous_commit

-- ===== up =====
ALTER SUBSCRIPTION changes CONNECTION 'host=b dbname=b';
ALTER SUBSCRIPTION changes SET PUBLICATION p, q WITH (refresh = false);
ALTER SUBSCRIPTION changes DISABLE;
ALTER SUBSCRIPTION changes SET (slot_name = NONE, binary = false, streaming = on, synchronous_commit = on);
COMMENT ON SUBSCRIPTION changes IS 'changes';

-- Not connected: create its slot on the publisher, then ALTER SUBSCRIPTION … ENABLE and REFRESH PUBLICATION.
CREATE SUBSCRIPTION made CONNECTION 'host=c' PUBLICATION r WITH (connect = false);

DROP SUBSCRIPTION gone;

-- ===== down =====
ALTER SUBSCRIPTION changes CONNECTION 'host=a dbname=b';
ALTER SUBSCRIPTION changes SET PUBLICATION p WITH (refresh = false);
ALTER SUBSCRIPTION changes SET (slot_name = 'one', binary = true, streaming = parallel, synchronous_commit = local);
COMMENT ON SUBSCRIPTION changes IS NULL;

-- Not connected: create its slot on the publisher, then ALTER SUBSCRIPTION … ENABLE and REFRESH PUBLICATION.
CREATE SUBSCRIPTION gone CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE);

-- The slot made stays on the publisher and keeps WAL until it is dropped there.
ALTER SUBSCRIPTION made DISABLE;

ALTER SUBSCRIPTION made SET (slot_name = NONE);
DROP SUBSCRIPTION made;
