-- What ALTER TABLE sets: storage parameters, row security, replica identity, the clustered index, logging.
-- rewrites: public.c
CREATE TABLE a (id integer NOT NULL, x text NOT NULL) WITH (fillfactor=90, toast.autovacuum_enabled=false, autovacuum_vacuum_scale_factor=0.02);
CREATE UNIQUE INDEX a_id ON a (id);
CREATE UNIQUE INDEX a_x ON a (x);
ALTER TABLE a CLUSTER ON a_x;
ALTER TABLE a REPLICA IDENTITY USING INDEX a_id;
CREATE TABLE b (id integer PRIMARY KEY, x text);
CREATE UNLOGGED TABLE c (id integer PRIMARY KEY);
CREATE TABLE d (id integer PRIMARY KEY);
ALTER TABLE d ENABLE ROW LEVEL SECURITY;
ALTER TABLE d CLUSTER ON d_pkey;
