-- A view that lists what a function returns is made when the table behind it has its columns, and no others.
create table w (id int primary key, c int);
create function wrow() returns setof w language sql stable as $$ select * from w $$;
create view w3 as select * from wrow();
