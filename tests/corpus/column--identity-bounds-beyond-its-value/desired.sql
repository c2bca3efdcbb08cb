-- As of any other sequence.
create table t (id int generated always as identity (minvalue 1000 start 1000 maxvalue 2000) primary key, v int);
