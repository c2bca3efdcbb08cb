-- A name goes from one kind of type to another: columns are moved over, what stands on them is made anew.
-- rewrites: public.t
CREATE DOMAIN kind AS text CHECK (VALUE IN ('a', 'b', 'c'));
CREATE TABLE t (id integer, k kind DEFAULT 'a' NOT NULL, all_of kind[]);
CREATE INDEX t_k ON t (k);
CREATE VIEW v AS SELECT k FROM t WHERE k = 'a';
CREATE FUNCTION is_kind(k kind) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN k IS NOT NULL;
GRANT USAGE ON TYPE kind TO reader;
