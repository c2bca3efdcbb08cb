-- The attributes of a typed table move over to other types, as its columns do.
-- rewrites: public.a
create type e as enum ('b', 'a', 'c');
create domain d as bigint check (value > 0);
create type t1 as (id d, st e);
create table a of t1 (st with options default 'a', check (st <> 'b'));
