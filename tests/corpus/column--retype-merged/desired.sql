-- A column that a table declares and has from a parent as well changes with the parent's, at every depth.
-- rewrites: public.stamp, public.kid, public.grandkid, public.top, public.one, public.two, public.leaf
CREATE TABLE stamp (at timestamptz, n bigint DEFAULT 1);
CREATE TABLE kid (at timestamptz, q int) INHERITS (stamp);
CREATE TABLE grandkid (at timestamptz, n bigint DEFAULT 3) INHERITS (kid);
CREATE VIEW late AS SELECT n FROM grandkid;
CREATE TABLE top (x bigint);
CREATE TABLE one () INHERITS (top);
CREATE TABLE two (x bigint) INHERITS (top);
CREATE TABLE leaf (x bigint) INHERITS (one, two);
