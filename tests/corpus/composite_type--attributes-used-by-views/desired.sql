-- Attributes get another type, or go: views and functions that were compiled with them make room.
create type inn as (a bigint, b varchar(30), c int);
create type outr as (i inn, n bigint, q inn);
create domain od as outr check ((value).n > 0);
create function f(od, inn[]) returns setof outr language sql as $$ select null::outr $$;
create view v as select i, (i).a as ia, n from f(null, null);
create function g(o outr) returns bigint language sql return ((o).i).a;
