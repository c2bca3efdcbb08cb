-- A default says in which schema its types and functions are, whatever the search path was when it was written.
create schema app;
create type app.st as enum ('a', 'b');
create function app.nxt() returns int language sql as $$ select 1 $$;
create domain app.dst as app.st default 'a';
create domain app.dn as int default app.nxt();
create domain app.dst2 as app.st default 'b';
create table app.t (id int primary key, s app.dst, n app.dn);
