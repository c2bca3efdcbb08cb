-- Another server, another type: nothing of it can be altered.
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER one FOREIGN DATA WRAPPER w;
CREATE SERVER two TYPE 'b' FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE t (id integer) SERVER two;
CREATE FOREIGN TABLE u (id integer) SERVER two;
CREATE VIEW v AS SELECT id FROM t;
