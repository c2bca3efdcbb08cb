create type e as enum ('a', 'b');
create domain d as int check (value > 0);
create type t1 as (id d, st e);
create table a of t1 (st with options default 'a', check (st <> 'b'));
