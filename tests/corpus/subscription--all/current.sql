CREATE SUBSCRIPTION changes CONNECTION 'host=a dbname=b' PUBLICATION p WITH (connect = false, slot_name = one, binary = true, synchronous_commit = 'local');
CREATE SUBSCRIPTION gone CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE);
