-- A table is no longer of its type while both change, and is again.
-- rewrites: public.emp, public.plain
create type emp_t as (id bigint, name text, n int, extra date);
create table emp of emp_t (primary key (id), name with options not null default 'y', extra default now());
create statistics est (dependencies) on name, n from emp;
create table plain of emp_t;
