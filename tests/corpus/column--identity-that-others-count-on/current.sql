create table t1 (id serial primary key, v int);
create table t2 (id int default nextval('t1_id_seq'), v int);
create table t3 (id bigint not null default nextval('t1_id_seq') + 100);
create view v as select nextval('t1_id_seq') as n;
create function f() returns bigint language sql return nextval('t1_id_seq');
