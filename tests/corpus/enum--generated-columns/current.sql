create type ist as enum ('pending', 'active', 'gone');
create table demo (id int primary key, st ist not null default 'pending', is_open boolean generated always as (st <> 'active') stored, st2 ist generated always as (coalesce(st, 'pending')) stored, n int, check (st <> 'gone' or n > 0));
create index di on demo (st2); create index dp on demo (id) where st = 'active'; create index dop on demo (is_open) where is_open;
comment on column demo.is_open is 'hm';
create view v as select id, is_open, st2 from demo where st <> 'pending';
create policy pol on demo using (st = 'active');
create function f(x ist default 'active') returns ist language sql return coalesce(x, 'pending'::ist);
create statistics dst on is_open, n from demo;
