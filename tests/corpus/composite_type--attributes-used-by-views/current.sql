create type inn as (a int, b text);
create type outr as (i inn, n int, z text);
create domain od as outr check ((value).n > 0);
create function f(od, inn[]) returns setof outr language sql as $$ select null::outr $$;
create view v as select i, (i).a as ia, n from f(null, null);
create function g(o outr) returns int language sql return ((o).i).a;
