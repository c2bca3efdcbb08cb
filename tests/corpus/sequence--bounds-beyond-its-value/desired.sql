-- A value beyond the new bounds starts again, any other is kept; Postgres takes no bounds that the value is outside of.
create sequence s minvalue 100; create sequence s2 minvalue 200 maxvalue 300; create sequence s3 as int; create sequence s4; create table t (id serial, v int); alter sequence t_id_seq minvalue 50 start 60 restart; create sequence s5 minvalue 15 maxvalue 20 start 17;
