create type e as enum ('a', 'b', 'c');
create table a (id e primary key);
create table b (a_id e references a);
