-- The schema that every database has can be told apart from one of ours.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
COMMENT ON SCHEMA public IS 'ours';
CREATE TABLE t (id integer);
