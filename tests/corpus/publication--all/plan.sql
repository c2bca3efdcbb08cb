-- What differs: +publication, -publication, publication.all_tables, publication.comment, publication.publish, publication.schemas, publication.tables, publication.via_partition_root

-- ===== up =====
ALTER PUBLICATION changes SET (publish = 'insert, delete', publish_via_partition_root = true);
ALTER PUBLICATION changes SET TABLE public.a (id, y) WHERE ((y > 0)), public.c;
COMMENT ON PUBLICATION changes IS NULL;
CREATE PUBLICATION empty;
CREATE PUBLICATION made FOR TABLE public.b, TABLES IN SCHEMA public;
ALTER PUBLICATION schemas DROP TABLES IN SCHEMA app;
ALTER PUBLICATION schemas ADD TABLES IN SCHEMA public;
DROP PUBLICATION everything;
CREATE PUBLICATION everything FOR TABLE public.b;
DROP PUBLICATION gone;

-- ===== down =====
ALTER PUBLICATION changes SET (publish = 'insert, update, delete, truncate', publish_via_partition_root = false);
ALTER PUBLICATION changes SET TABLE public.a, public.b;
COMMENT ON PUBLICATION changes IS 'said';
CREATE PUBLICATION gone FOR ALL TABLES;
ALTER PUBLICATION schemas DROP TABLES IN SCHEMA public;
ALTER PUBLICATION schemas ADD TABLES IN SCHEMA app;
DROP PUBLICATION empty;
DROP PUBLICATION everything;
CREATE PUBLICATION everything FOR ALL TABLES;
DROP PUBLICATION made;
