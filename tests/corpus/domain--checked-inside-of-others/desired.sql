-- Postgres adds no check to a domain that columns hold in arrays or other types: it is made anew, and they move over.
-- rewrites: public.t, public.u
create domain d as int check (value > 0); create domain d2 as int check (value < 100); create domain d3 as int check (value > 0) not null; create type c as (x d3);
create table t (id int primary key, a d[], b d2, c c, cs c[], e d);
create domain over as d; create table u (o over, os over[]);
