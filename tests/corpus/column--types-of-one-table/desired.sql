-- All changes of type of one table are one statement, whatever else goes before and after them: one rewrite.
-- converts: public.wide.e
-- rewrites: public.wide, public.parent, public.child, public.pair, public.one_each, public.half
CREATE TABLE wide (id bigint PRIMARY KEY, a bigint, b text, c date, d bigint CHECK (d > 0), e timestamptz);
CREATE INDEX wide_a_d ON wide (a, d);
CREATE VIEW over_a AS SELECT a FROM wide;
CREATE TABLE parent (x bigint, y bigint);
CREATE TABLE child (z bigint) INHERITS (parent);
CREATE TABLE pair (low bigint, high bigint, CHECK (low < high));
CREATE TABLE one_each (n bigint);
CREATE TABLE half (n bigint, m int);
