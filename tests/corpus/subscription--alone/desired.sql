-- Each of these subscriptions and publications changes in one thing.
-- since: 16
CREATE SUBSCRIPTION s_binary CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE, binary = false);
CREATE SUBSCRIPTION s_connection CONNECTION 'host=b' PUBLICATION p WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION s_publications CONNECTION 'host=a' PUBLICATION q WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION s_slot CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = two);
CREATE SUBSCRIPTION s_streaming CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE, streaming = off);
CREATE SUBSCRIPTION s_commit CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE, synchronous_commit = 'on');
CREATE SUBSCRIPTION s_error CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE, disable_on_error = false);
CREATE SUBSCRIPTION s_origin CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE, origin = any);
CREATE SUBSCRIPTION s_password CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE, password_required = true);
CREATE SUBSCRIPTION s_owner CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE, run_as_owner = false);
CREATE TABLE t (id integer PRIMARY KEY);
CREATE TABLE u (id integer PRIMARY KEY);
CREATE PUBLICATION publish FOR TABLE t WITH (publish = 'delete');
CREATE PUBLICATION tables FOR TABLE t, u;
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE PUBLICATION via_root FOR TABLE t WITH (publish_via_partition_root = true);
