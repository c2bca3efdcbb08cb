create domain d as int; create domain d2 as int not null; create domain d3 as int check (value > 0); create type c as (x d3);
create table t (id int primary key, a d[], b d2, c c, cs c[], e d);
create domain over as d; create table u (o over, os over[]);
