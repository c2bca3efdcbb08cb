-- Storage, compression, statistics and options of a materialized view's columns, and its replica identity: changed, and
-- given back with everything else when a column of its table changes its type.
-- rewrites: public.t
CREATE TABLE t (id integer PRIMARY KEY, n bigint, s text);
CREATE MATERIALIZED VIEW altered AS SELECT id, s FROM t;
CREATE UNIQUE INDEX altered_id ON altered (id);
ALTER MATERIALIZED VIEW altered ALTER COLUMN id SET (n_distinct = 6);
ALTER MATERIALIZED VIEW altered ALTER COLUMN s SET STORAGE MAIN;
ALTER MATERIALIZED VIEW altered ALTER COLUMN s SET COMPRESSION pglz;
ALTER MATERIALIZED VIEW altered ALTER COLUMN s SET STATISTICS 0;
CREATE MATERIALIZED VIEW rebuilt AS SELECT n, s, abs(n) AS a FROM t;
ALTER MATERIALIZED VIEW rebuilt ALTER COLUMN n SET STATISTICS 200;
ALTER MATERIALIZED VIEW rebuilt ALTER COLUMN a SET (n_distinct = -0.5);
ALTER MATERIALIZED VIEW rebuilt ALTER COLUMN s SET STORAGE EXTERNAL;
ALTER MATERIALIZED VIEW rebuilt ALTER COLUMN s SET COMPRESSION pglz;
ALTER MATERIALIZED VIEW rebuilt REPLICA IDENTITY FULL;
CREATE INDEX rebuilt_e ON rebuilt (abs(n));
ALTER INDEX rebuilt_e ALTER COLUMN 1 SET STATISTICS 300;
CREATE MATERIALIZED VIEW identified AS SELECT id FROM t;
CREATE UNIQUE INDEX identified_id ON identified (id);
ALTER MATERIALIZED VIEW identified REPLICA IDENTITY NOTHING;
