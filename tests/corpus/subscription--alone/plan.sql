-- What differs: publication.all_tables, publication.publish, publication.tables, publication.via_partition_root, subscription.binary, subscription.connection, subscription.disable_on_error, subscription.origin, subscription.password_required, subscription.publications, subscription.run_as_owner, subscription.slot_name, subscription.streaming, subscription.synchronous_commit

-- ===== up =====
ALTER PUBLICATION publish SET (publish = 'delete');
ALTER PUBLICATION tables ADD TABLE public.u;
ALTER PUBLICATION via_root SET (publish_via_partition_root = true);
ALTER SUBSCRIPTION s_binary SET (binary = false);
ALTER SUBSCRIPTION s_commit SET (synchronous_commit = on);
ALTER SUBSCRIPTION s_connection CONNECTION 'host=b';
ALTER SUBSCRIPTION s_error SET (disable_on_error = false);
ALTER SUBSCRIPTION s_origin SET (origin = any);
ALTER SUBSCRIPTION s_owner SET (run_as_owner = false);
ALTER SUBSCRIPTION s_password SET (password_required = true);
ALTER SUBSCRIPTION s_publications SET PUBLICATION q WITH (refresh = false);
ALTER SUBSCRIPTION s_slot SET (slot_name = 'two');
ALTER SUBSCRIPTION s_streaming SET (streaming = off);
DROP PUBLICATION everything;
CREATE PUBLICATION everything FOR ALL TABLES;

-- ===== down =====
ALTER PUBLICATION publish SET (publish = 'insert');
ALTER PUBLICATION tables DROP TABLE public.u;
ALTER PUBLICATION via_root SET (publish_via_partition_root = false);
ALTER SUBSCRIPTION s_binary SET (binary = true);
ALTER SUBSCRIPTION s_commit SET (synchronous_commit = local);
ALTER SUBSCRIPTION s_connection CONNECTION 'host=a';
ALTER SUBSCRIPTION s_error SET (disable_on_error = true);
ALTER SUBSCRIPTION s_origin SET (origin = none);
ALTER SUBSCRIPTION s_owner SET (run_as_owner = true);
ALTER SUBSCRIPTION s_password SET (password_required = false);
ALTER SUBSCRIPTION s_publications SET PUBLICATION p WITH (refresh = false);
ALTER SUBSCRIPTION s_slot SET (slot_name = 'one');
ALTER SUBSCRIPTION s_streaming SET (streaming = on);
DROP PUBLICATION everything;
CREATE PUBLICATION everything;
