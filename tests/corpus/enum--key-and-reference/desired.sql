-- A key and what refers to it move over to a new enum.
-- rewrites: public.a, public.b
create type e as enum ('c', 'a');
create table a (id e primary key);
create table b (a_id e references a);
