-- Tables of an access method that is not the usual one.
-- since: 15
-- rewrites: public.a
CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
CREATE TABLE a (id integer PRIMARY KEY) USING heap2;
CREATE TABLE c (id integer PRIMARY KEY) USING heap2;
CREATE MATERIALIZED VIEW d USING heap2 AS SELECT id FROM a;
